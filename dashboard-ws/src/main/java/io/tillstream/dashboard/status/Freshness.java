package io.tillstream.dashboard.status;

import io.tillstream.contracts.time.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far behind the log the figures are, and the reference time they are as of.
 *
 * <p>A figure carries the time its newest event reached the log ({@code fresh_through}). Its lag is measured when the figure arrives here. While the shop
 * is silent nothing arrives and nothing is late, so the lag stands still; when purchases are in the log that no figure reflects yet, it grows with the
 * oldest such purchase.
 */
public final class Freshness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vitals vitals;
    private @Nullable Instant newestEventAt;
    private @Nullable Instant freshThrough;
    private @Nullable Instant waitingSince;
    private Duration lag = Duration.ZERO;
    private boolean measured;
    private long version;

    /** Measures for itself. */
    public Freshness() {
        this(new Vitals());
    }

    /** @param vitals takes the age of each live figure */
    public Freshness(Vitals vitals) {
        this.vitals = vitals;
    }

    /** A figure arrived. {@code live} is false while history is read, when its age says nothing about lag. */
    public void figure(Instant figureFreshThrough, Instant now, boolean live) {
        Instant before = freshThrough;
        if (before != null && !figureFreshThrough.isAfter(before)) {
            return;
        }
        freshThrough = figureFreshThrough;
        version++;
        if (live) {
            Duration age = Duration.between(figureFreshThrough, now);
            lag = age.isNegative() ? Duration.ZERO : age;
            measured = true;
            vitals.latency(lag);
        }
        Instant waiting = waitingSince;
        if (waiting != null && !waiting.isAfter(figureFreshThrough)) {
            waitingSince = null;
        }
    }

    /** A transaction was seen in the log, which took it at {@code loggedAt}. */
    public void logged(Instant loggedAt) {
        Instant fresh = freshThrough;
        if (waitingSince == null && (fresh == null || loggedAt.isAfter(fresh))) {
            waitingSince = loggedAt;
        }
    }

    /** An event of this time is known to have happened. */
    public void event(Instant eventAt) {
        Instant newest = newestEventAt;
        if (newest == null || eventAt.isAfter(newest)) {
            newestEventAt = eventAt;
            version++;
        }
    }

    /** When the newest event counted anywhere reached the log; null before the first figure. */
    public @Nullable Instant freshThrough() {
        return freshThrough;
    }

    /** Time of the newest event; null before the first. */
    public @Nullable Instant newestEventAt() {
        return newestEventAt;
    }

    /** The reference time of all figures, {@link BusinessTime#asOf}. */
    public Instant asOf(Instant now) {
        Instant newest = newestEventAt;
        return newest == null ? now : BusinessTime.asOf(now, newest);
    }

    /** Time from the log to here of the newest figure, or how long a purchase has been waiting if that is longer; null before it could be measured. */
    public @Nullable Duration lag(Instant now) {
        Instant waiting = waitingSince;
        if (waiting != null) {
            Duration wait = Duration.between(waiting, now);
            if (wait.compareTo(PATIENCE) > 0 && wait.compareTo(lag) > 0) {
                return wait;
            }
        }
        return measured ? lag : null;
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
