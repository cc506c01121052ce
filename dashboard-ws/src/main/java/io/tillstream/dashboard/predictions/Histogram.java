package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Customers per bin, kept up to date by taking the old place of a customer away. Bin 0 is "none" and is not shown. */
final class Histogram {

    private final long[] counts;

    /** @param bins how many are shown */
    Histogram(int bins) {
        this.counts = new long[bins + 1];
    }

    void add(int bin, long change) {
        counts[bin] += change;
    }

    long count(int bin) {
        return counts[bin];
    }

    /** Customers in any bin. */
    long total() {
        long total = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            total += counts[bin];
        }
        return total;
    }

    /** Writes the counts, lowest bin first. */
    void writeTo(ArrayNode array) {
        for (int bin = 1; bin < counts.length; bin++) {
            array.add(counts[bin]);
        }
    }
}
