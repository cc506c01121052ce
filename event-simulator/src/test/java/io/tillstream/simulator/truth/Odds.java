package io.tillstream.simulator.truth;

/** How often something happened of how many times it could. */
final class Odds {

    /** What a standard normal variable exceeds with a probability of 0.0005: two-sided p < 0.001. */
    static final double SURE = 3.291;

    private long times;
    private long of;

    void add(boolean happened) {
        of++;
        times += happened ? 1 : 0;
    }

    long times() {
        return times;
    }

    long of() {
        return of;
    }

    double share() {
        return times / (double) of;
    }

    /** Standard error of the share if the true one is the given. */
    double error(double trueShare) {
        return Math.sqrt(trueShare * (1 - trueShare) / of);
    }

    /** The two-proportion z statistic with the pooled share: above 0 when this share is the higher one. */
    double z(Odds other) {
        double pooled = (times + other.times) / (double) (of + other.of);
        return (share() - other.share()) / Math.sqrt(pooled * (1 - pooled) * (1.0 / of + 1.0 / other.of));
    }
}
