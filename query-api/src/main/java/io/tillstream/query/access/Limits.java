package io.tillstream.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** How often somebody may do something within a minute. Each instance counts for itself; whoever was quiet for ten minutes is forgotten. */
final class Limits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 20_000;

    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    Limits(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * What taking one came to.
     *
     * @param allowed whether there was one left
     * @param limit in a minute
     * @param remaining of it
     * @param resetSeconds until all are there again
     * @param waitSeconds until one is there; 0 when allowed
     */
    record Taken(boolean allowed, int limit, long remaining, long resetSeconds, long waitSeconds) {}

    /** Takes one. */
    Taken take(String who) {
        Bucket bucket = buckets.get(who, name -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999) / 1_000_000_000;
    }
}
