package io.tillstream.benchmarks.page;

import java.util.List;

/**
 * Frames that a page drew.
 *
 * @param gapsMillis from each frame to the next, at least one
 */
public record Frames(List<Double> gapsMillis) {

    /** A frame comes every 16.7 ms; one and a half times that means that one was left out. */
    static final double LATE_MILLIS = 25;

    private static final double SECOND_MILLIS = 1_000;

    /** Keeps the gaps as they are. */
    public Frames {
        gapsMillis = List.copyOf(gapsMillis);
        if (gapsMillis.isEmpty()) {
            throw new IllegalArgumentException("no frame was drawn");
        }
    }

    /** Frames a second, over all. */
    public double perSecond() {
        return gapsMillis.size() * SECOND_MILLIS / all();
    }

    /** Share of the time that went by in gaps of late frames, 0–1. */
    public double lateShare() {
        return gapsMillis.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(gap -> gap > LATE_MILLIS)
                        .sum()
                / all();
    }

    /** The gap that this share of all gaps does not exceed (nearest rank). */
    public double quantile(double share) {
        double[] sorted =
                gapsMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private double all() {
        return gapsMillis.stream().mapToDouble(Double::doubleValue).sum();
    }
}
