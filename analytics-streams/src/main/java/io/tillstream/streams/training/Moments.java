package io.tillstream.streams.training;

/** Mean and standard deviation. */
final class Moments {

    private Moments() {}

    /** Mean, and the root of the mean squared difference from it. */
    static double[] of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new double[] {mean, Math.sqrt(squares / values.length)};
    }
}
