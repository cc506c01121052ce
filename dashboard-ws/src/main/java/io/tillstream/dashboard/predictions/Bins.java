package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tillstream.contracts.money.Micros;

/** Where a probability or an amount is counted. Bin 0 is kept for "none". */
final class Bins {

    /** Bins of a probability: steps of 0.05, the last with 1 in it. */
    static final int PROBABILITY = 20;

    /** Bins of an amount: below 1, then with a lower bound of 1, 2, 5, 10, 20, 50 … 100 million currency units. */
    static final int AMOUNT = 26;

    private static final long[] BOUNDS = bounds();

    private Bins() {}

    private static long[] bounds() {
        long[] bounds = new long[AMOUNT - 1];
        long decade = 1;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = decade * (i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 5);
            if (i % 3 == 2) {
                decade *= 10;
            }
        }
        return bounds;
    }

    /** Writes the lower bounds of the probability bins. */
    static void writeProbabilityBounds(ArrayNode array) {
        for (int bin = 0; bin < PROBABILITY; bin++) {
            array.add(probabilityBound(bin));
        }
    }

    /** Bin 1 to {@link #PROBABILITY}, exactly by the bounds that are written: the list of a bin's customers is asked for by them. */
    static int ofProbability(double probability) {
        int bin = Math.clamp((int) (probability * PROBABILITY), 0, PROBABILITY - 1);
        if (bin > 0 && probability < probabilityBound(bin)) {
            return bin;
        }
        return bin + 1 < PROBABILITY && probability >= probabilityBound(bin + 1) ? bin + 2 : bin + 1;
    }

    private static double probabilityBound(int bin) {
        return (double) bin / PROBABILITY;
    }

    /** Bin 1 to {@link #AMOUNT}. */
    static int ofAmount(long micros) {
        int bin = 1;
        for (long bound : BOUNDS) {
            if (micros < bound * Micros.PER_UNIT) {
                break;
            }
            bin++;
        }
        return bin;
    }

    /** Writes the lower bounds of the amount bins in currency units, the first being 0. */
    static void writeBounds(ArrayNode array) {
        array.add(0);
        for (long bound : BOUNDS) {
            array.add(bound);
        }
    }
}
