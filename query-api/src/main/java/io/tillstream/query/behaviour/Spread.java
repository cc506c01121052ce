package io.tillstream.query.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a figure is spread.
 *
 * @param count how many values
 * @param mean exact; null without values
 * @param p10 one in ten is at most so much (nearest rank); null without values
 * @param p25 a quarter is
 * @param median half is
 * @param p75 three in four are
 * @param p90 nine in ten are
 * @param bins all values, ascending
 */
public record Spread(
        long count,
        @Nullable Double mean,
        @Nullable Double p10,
        @Nullable Double p25,
        @Nullable Double median,
        @Nullable Double p75,
        @Nullable Double p90,
        List<Bin> bins) {

    /**
     * Values within bounds.
     *
     * @param from least value
     * @param to what values are below of; null for no bound
     * @param count how many
     */
    public record Bin(double from, @Nullable Double to, long count) {}

    /** A value and how often it was seen. */
    record Seen(double value, long count) {}

    /**
     * @param seen values in rising order
     * @param mean of all values; null without any
     * @param edges where bins begin, ascending; no value is below the first, and the last bin has no end
     */
    static Spread of(List<Seen> seen, @Nullable Double mean, double... edges) {
        long count = seen.stream().mapToLong(Seen::count).sum();
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < edges.length; i++) {
            double from = edges[i];
            Double to = i + 1 < edges.length ? Double.valueOf(edges[i + 1]) : null;
            long inside = seen.stream()
                    .filter(each -> each.value() >= from && (to == null || each.value() < to))
                    .mapToLong(Seen::count)
                    .sum();
            bins.add(new Bin(from, to, inside));
        }
        return new Spread(
                count,
                mean,
                quantile(seen, count, 10),
                quantile(seen, count, 25),
                quantile(seen, count, 50),
                quantile(seen, count, 75),
                quantile(seen, count, 90),
                bins);
    }

    /** The smallest value that at least so many percent do not exceed. */
    private static @Nullable Double quantile(List<Seen> seen, long count, int percent) {
        long rank = Math.ceilDiv(percent * count, 100L);
        long below = 0;
        for (Seen each : seen) {
            below += each.count();
            if (below >= rank) {
                return each.value();
            }
        }
        return null;
    }
}
