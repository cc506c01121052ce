package io.tillstream.query.experience;

import org.jspecify.annotations.Nullable;

/**
 * A share, and how exactly it is known: Wilson's score interval of 95 % (E. B. Wilson: Probable inference, the law of succession, and statistical inference,
 * JASA 22, 1927), which holds for few answers and for shares near 0 and 1 too.
 *
 * @param count how many
 * @param of of how many
 * @param share count / of; null of none
 * @param low lower end of the interval; null of none
 * @param high upper end; null of none
 */
public record Share(
        long count,
        long of,
        @Nullable Double share,
        @Nullable Double low,
        @Nullable Double high) {

    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    static Share of(long count, long all) {
        if (all == 0) {
            return new Share(count, all, null, null, null);
        }
        double p = (double) count / all;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * all);
        double half = Z * Math.sqrt(p * (1 - p) / all + z2 / (4.0 * all * all));
        double scale = 1 + z2 / all;
        double low = count == 0 ? 0 : (centre - half) / scale;
        double high = count == all ? 1 : (centre + half) / scale;
        return new Share(count, all, p, low, high);
    }
}
