package io.tillstream.benchmarks.live;

/** Counts delays by the millisecond, up to a minute; what is longer counts as a minute. Safe for several threads, exact where it counts. */
public final class Delays {

    private static final int LONGEST_MILLIS = 60_000;

    private final long[] counts = new long[LONGEST_MILLIS + 1];
    private long total;
    private long sumMillis;

    /** One more; a negative delay, of a clock that was set, counts as none. */
    public synchronized void add(long millis) {
        int counted = (int) Math.clamp(millis, 0, LONGEST_MILLIS);
        counts[counted]++;
        total++;
        sumMillis += counted;
    }

    /** How many there are. */
    public synchronized long total() {
        return total;
    }

    /** The mean in milliseconds; 0 of none. */
    public synchronized double mean() {
        return total == 0 ? 0 : (double) sumMillis / total;
    }

    /** The least delay that a share of all do not exceed, in milliseconds: the 0.5 quantile of 1, 2, 3, 4 is 2; 0 of none. */
    public synchronized long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int millis = 0; millis <= LONGEST_MILLIS; millis++) {
            seen += counts[millis];
            if (seen >= wanted) {
                return millis;
            }
        }
        return 0;
    }
}
