package io.tillstream.streams.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When training begins unasked. */
final class Triggers {

    private static final double GROWN = 1.25;

    private final TrainerSettings settings;
    private @Nullable Instant firstSeenAt;
    private @Nullable Instant restsSince;
    private long lastEnd = -1;
    private long attemptedWith;

    Triggers(TrainerSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether the daily training is due: its hour has come since the last run.
     *
     * @param lastRunAt when the last run began, or since when one has been waited for
     */
    boolean isScheduled(Instant now, Instant lastRunAt) {
        if (settings.hour() < 0) {
            return false;
        }
        ZoneId zone = settings.calendar().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant hour = today.atTime(settings.hour(), 0).atZone(zone).toInstant();
        if (hour.isAfter(now)) {
            hour = today.minusDays(1).atTime(settings.hour(), 0).atZone(zone).toInstant();
        }
        return lastRunAt.isBefore(hour);
    }

    /** Whether drift is to be looked at again. */
    boolean isDriftDue(Instant now, Instant lastLookAt) {
        return !settings.driftEvery().isZero() && !now.isBefore(lastLookAt.plus(settings.driftEvery()));
    }

    /**
     * Whether models that are missing should be trained: the engine has caught up, the log rests or has been growing for long, and it is a quarter longer
     * than at the last attempt.
     *
     * @param records of the log
     * @param behind of them that the engine has still to read
     */
    boolean mayStart(Instant now, long records, long behind) {
        if (records == 0) {
            return false;
        }
        firstSeenAt = firstSeenAt == null ? now : firstSeenAt;
        if (restsSince == null || records != lastEnd) {
            lastEnd = records;
            restsSince = now;
        }
        boolean rests = !now.isBefore(restsSince.plus(settings.quiet()));
        boolean patienceIsOver = !now.isBefore(firstSeenAt.plus(settings.patience()));
        boolean caughtUp = behind <= Math.max(1_000, records / 1_000);
        return caughtUp && (rests || patienceIsOver) && records > attemptedWith * GROWN;
    }

    /** A run begins with so many records. */
    void attempted(long records) {
        attemptedWith = records;
    }
}
