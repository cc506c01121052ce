package io.tillstream.benchmarks.engine;

import java.util.Arrays;

/**
 * The values of one figure in all rounds, smallest first.
 *
 * @param median the middle one; of an even number the mean of the middle two
 */
record Sample(double median, double lowest, double highest) {

    /** Of at least one value. */
    static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Sample(median, sorted[0], sorted[sorted.length - 1]);
    }
}
