package io.tillstream.streams.bundles;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says when to mine again: at once the first time, when a noticeable share of the window changed and nothing comes any more (an import is through), or once
 * per interval while it comes; small changes wait ten intervals. At most a tenth of the time is spent mining while changes keep coming.
 */
final class MiningPace {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final double NOTICEABLE = 0.01;
    private static final int PATIENCE = 10;

    private final Duration interval;
    private @Nullable Instant doneAt;
    private Duration took = Duration.ZERO;
    private long minedChanges = -1;
    private long seenChanges;
    private Instant changedAt = Instant.MIN;

    /** Between two runs while changes keep coming. */
    MiningPace(Duration interval) {
        this.interval = interval;
    }

    /**
     * @param changes of the window, ever
     * @param size baskets in it
     */
    boolean isDue(Instant now, long changes, int size) {
        if (changes != seenChanges) {
            seenChanges = changes;
            changedAt = now;
        }
        Instant last = doneAt;
        if (last == null) {
            return true;
        }
        if (changes == minedChanges) {
            return false;
        }
        Duration since = Duration.between(last, now);
        if (since.compareTo(took) < 0) {
            return false;
        }
        boolean noticeable = changes - minedChanges >= NOTICEABLE * size;
        boolean quiet = !changedAt.plus(QUIET).isAfter(now);
        Duration rest = Duration.ofNanos(
                Math.max(interval.toNanos(), took.multipliedBy(PATIENCE).toNanos()));
        return noticeable && (quiet || since.compareTo(rest) >= 0) || since.compareTo(rest.multipliedBy(PATIENCE)) >= 0;
    }

    /** A run ended. */
    void done(Instant begun, Instant ended, long changes) {
        doneAt = ended;
        took = Duration.between(begun, ended);
        minedChanges = changes;
    }
}
