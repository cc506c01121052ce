package io.tillstream.ingest.imports.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The range of usual values: from 1.5 interquartile ranges below the first quartile to as much above the third (Tukey, Exploratory Data Analysis, 1977).
 *
 * <p>A quartile is an order statistic: the smallest value with at least that share of values at or below it.
 *
 * @param low smallest usual value
 * @param high largest usual value
 */
record Fences(long low, long high) {

    private static final Fences NONE = new Fences(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean contains(long value) {
        return value >= low && value <= high;
    }

    /** Counts values. Memory grows with the number of different values only. */
    static final class Counter {

        private final Map<Long, Long> counts = new HashMap<>();
        private long total;

        void add(long value) {
            counts.merge(value, 1L, Long::sum);
            total++;
        }

        /** The fences of all values so far; without values everything is usual. */
        Fences fences() {
            if (total == 0) {
                return NONE;
            }
            TreeMap<Long, Long> sorted = new TreeMap<>(counts);
            long first = quantile(sorted, (total + 3) / 4);
            long third = quantile(sorted, (3 * total + 3) / 4);
            long reach = 3 * (third - first) / 2;
            return new Fences(first - reach, third + reach);
        }

        private static long quantile(TreeMap<Long, Long> sorted, long rank) {
            long seen = 0;
            for (Map.Entry<Long, Long> entry : sorted.entrySet()) {
                seen += entry.getValue();
                if (seen >= rank) {
                    return entry.getKey();
                }
            }
            return sorted.lastKey();
        }
    }
}
