package io.tillstream.streams.activity;

import java.time.Duration;

/**
 * What is left of something after a time, for half-lives of 364, 91, 28 and 7 days. Each is a whole power of the one before (364 = 4 · 91 = 13 · 28 = 52 · 7),
 * so one exponential gives all.
 */
record Decay(double by364, double by91, double by28, double by7) {

    private static final double MILLIS = Duration.ofDays(364).toMillis();
    private static final double LN_2 = Math.log(2);

    /** After so many milliseconds; nothing is forgotten before it happened. */
    static Decay after(long millis) {
        double by364 = Math.exp(-LN_2 * Math.max(0, millis) / MILLIS);
        double square = by364 * by364;
        double by91 = square * square;
        double by28 = by91 * by91 * by91 * by364;
        double twice28 = by28 * by28;
        return new Decay(by364, by91, by28, twice28 * twice28);
    }
}
