package io.tillstream.query.behaviour;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How closely two figures go together, and how exactly that is known.
 *
 * @param value −1 to 1; null when either figure does not vary
 * @param low lower end of the 95 % interval; null below four pairs
 * @param high upper end
 */
public record Coefficient(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {

    private static final Coefficient UNKNOWN = new Coefficient(null, null, null);

    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final int LEAST_FOR_INTERVAL = 4;

    /**
     * Pearson's product-moment correlation, with Fisher's interval (R. A. Fisher, On the probable error of a coefficient of correlation, Metron 1, 1921).
     */
    static Coefficient pearson(double[] x, double[] y) {
        return of(correlation(x, y), x.length, 1);
    }

    /**
     * Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank. Its interval is that of D. G. Bonett and T. A. Wright,
     * Psychometrika 65, 2000.
     */
    static Coefficient spearman(double[] x, double[] y) {
        Double rho = correlation(ranks(x), ranks(y));
        return of(rho, x.length, rho == null ? 1 : 1 + rho * rho / 2);
    }

    /**
     * @param variance of the transformed coefficient, times n − 3
     */
    private static Coefficient of(@Nullable Double value, int pairs, double variance) {
        if (value == null) {
            return UNKNOWN;
        }
        if (pairs < LEAST_FOR_INTERVAL) {
            return new Coefficient(value, null, null);
        }
        double half = Z * Math.sqrt(variance / (pairs - (LEAST_FOR_INTERVAL - 1)));
        double centre = 0.5 * Math.log((1 + value) / (1 - value));
        return new Coefficient(value, Math.tanh(centre - half), Math.tanh(centre + half));
    }

    private static @Nullable Double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        if (varies(x) && varies(y) && xx > 0 && yy > 0) {
            return Math.clamp(xy / Math.sqrt(xx * yy), -1, 1);
        }
        return null;
    }

    /** Rounding makes a sum of squares above zero of equal values too. */
    private static boolean varies(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }

    /** Ranks from 1; equal values share the mean of theirs. */
    static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int first = 0; first < order.length; ) {
            int end = first + 1;
            while (end < order.length && values[order[end]] == values[order[first]]) {
                end++;
            }
            for (int i = first; i < end; i++) {
                ranks[order[i]] = (first + 1 + end) / 2.0;
            }
            first = end;
        }
        return ranks;
    }
}
