package io.tillstream.query.insights;

import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;

/** The tests: each gives the probability of a figure at least as extreme when there is nothing to be found. */
final class Significance {

    private Significance() {}

    /** Of a standard normal above {@code z}. */
    static double normalAbove(double z) {
        return 0.5 * Erf.erfc(z / Math.sqrt(2));
    }

    /** Of Student's t beyond {@code |t|} on both sides. */
    static double beyond(double t, double degrees) {
        return Math.min(1, 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t)));
    }

    /** Of Fisher's F above {@code f}. */
    static double fAbove(double f, double numerator, double denominator) {
        // the lower tail of 1/f is exact where 1 minus the upper one is rounded to nothing
        return f <= 0 ? 1 : new FDistribution(denominator, numerator).cumulativeProbability(1 / f);
    }

    /** Of {@code k} or more successes in {@code n} trials of probability {@code p}; exact, as the incomplete beta function. */
    static double binomialAtLeast(int n, int k, double p) {
        return k <= 0 ? 1 : Beta.regularizedBeta(p, k, n - k + 1.0);
    }

    /**
     * z of two shares by the pooled estimate (Fleiss, Levin, Paik: Statistical Methods for Rates and Proportions, 2003, section 3.1); positive when the first
     * is greater.
     */
    static double twoShares(long first, long firstOf, long second, long secondOf) {
        double pooled = (double) (first + second) / (firstOf + secondOf);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / firstOf + 1.0 / secondOf));
        double difference = (double) first / firstOf - (double) second / secondOf;
        return error == 0 ? 0 : difference / error;
    }

    /** Whether the normal approximation of two shares holds: 5 expected in each of the four cells. */
    static boolean isApproximable(long first, long firstOf, long second, long secondOf) {
        double pooled = (double) (first + second) / (firstOf + secondOf);
        double least = Math.min(pooled, 1 - pooled) * Math.min(firstOf, secondOf);
        return least >= 5;
    }

    /** Welch's test of two means (Biometrika 34, 1947), two-sided. */
    static double welch(Sample first, Sample second) {
        double a = first.variance() / first.count();
        double b = second.variance() / second.count();
        if (a + b == 0) {
            return 1;
        }
        double degrees = (a + b) * (a + b) / (a * a / (first.count() - 1) + b * b / (second.count() - 1));
        return beyond((first.mean() - second.mean()) / Math.sqrt(a + b), degrees);
    }

    /** The probability that the most extreme of several independent figures is as extreme as one of probability {@code p} (Šidák, 1967). */
    static double ofSeveral(double p, int figures) {
        return p >= 1 ? 1 : -Math.expm1(figures * Math.log1p(-p));
    }

    /**
     * Some numbers.
     *
     * @param variance of a sample, by n − 1
     */
    record Sample(long count, double mean, double variance) {

        /** What is left of a sample when a part of it is taken away. */
        Sample without(Sample part) {
            long rest = count - part.count;
            double restMean = (mean * count - part.mean * part.count) / rest;
            double squares = variance * (count - 1)
                    + mean * mean * count
                    - part.variance * (part.count - 1)
                    - part.mean * part.mean * part.count;
            return new Sample(rest, restMean, Math.max(0, (squares - restMean * restMean * rest) / (rest - 1)));
        }
    }
}
