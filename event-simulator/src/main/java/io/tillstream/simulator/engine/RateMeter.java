package io.tillstream.simulator.engine;

/** The mean rate of a growing count over the last seconds. Sampled by one thread, read by any. */
final class RateMeter {

    private static final int SAMPLES = 6;

    private final long[] counts = new long[SAMPLES];
    private final long[] times = new long[SAMPLES];
    private int taken;
    private volatile double perSecond;

    /**
     * @param atNanos a clock that only goes forward, in nanoseconds
     */
    void sample(long count, long atNanos) {
        int slot = taken % SAMPLES;
        if (taken > 0) {
            int oldest = taken < SAMPLES ? 0 : slot;
            perSecond = (count - counts[oldest]) * 1e9 / Math.max(1, atNanos - times[oldest]);
        }
        counts[slot] = count;
        times[slot] = atNanos;
        taken++;
    }

    double perSecond() {
        return perSecond;
    }
}
