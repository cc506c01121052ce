package io.tillstream.streams.bundles;

import java.util.Arrays;

/** Tells what chance would do too. */
final class Significance {

    /** Of all that is called significant, this share may be false. */
    static final double FALSE_DISCOVERIES = 0.05;

    private static final double NEGLIGIBLE = 1e-17;

    /** Logarithm of each number's factorial. */
    private final double[] logFactorial;

    private final int baskets;

    /** For counts of so many baskets. */
    Significance(int baskets) {
        this.baskets = baskets;
        logFactorial = new double[baskets + 1];
        for (int i = 2; i <= baskets; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
    }

    /**
     * Fisher's exact test, one-sided: the chance of as many joint baskets or more if both sides had nothing to do with each other (Fisher 1935, The Design
     * of Experiments, II).
     *
     * @param both baskets with both sides
     * @param left baskets with one side
     * @param right baskets with the other
     */
    double ofAsMany(int both, int left, int right) {
        int most = Math.min(left, right);
        int least = Math.max(0, left + right - baskets);
        if (both <= least) {
            return 1;
        }
        double term = Math.exp(choices(right, both) + choices(baskets - right, left - both) - choices(baskets, left));
        double sum = term;
        for (int k = both; k < most; k++) {
            double ratio = (double) (left - k) * (right - k) / ((k + 1.0) * ((double) baskets - left - right + k + 1));
            term *= ratio;
            sum += term;
            if (ratio < 1 && term < sum * NEGLIGIBLE) {
                break;
            }
        }
        return Math.min(1, sum);
    }

    private double choices(int of, int chosen) {
        return logFactorial[of] - logFactorial[chosen] - logFactorial[of - chosen];
    }

    /**
     * The greatest p-value that is significant among many, or a negative number when none is: Benjamini, Hochberg (1995), Controlling the False Discovery
     * Rate.
     *
     * @param pValues those of interest
     * @param looked how many were looked at, those left out for other reasons included; that errs on the safe side
     */
    static double threshold(double[] pValues, int looked) {
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        for (int i = sorted.length; i > 0; i--) {
            if (sorted[i - 1] <= FALSE_DISCOVERIES * i / looked) {
                return sorted[i - 1];
            }
        }
        return -1;
    }
}
