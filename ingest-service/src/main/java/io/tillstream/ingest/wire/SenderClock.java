package io.tillstream.ingest.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the times of a sender whose clock is wrong: when it says when it sent a body, the difference to when that arrived is the error of its clock.
 * Differences below {@link #TOLERANCE} are the time on the way and are left alone. So are times that were not taken from the clock that sent them: an event that was
 * sent long after it happened, or before.
 */
public final class SenderClock {

    /** Clocks that differ by less are right. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

    // an event that waits for longer has its time from elsewhere: it was told later, or the time of sending is none
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(1);

    private SenderClock() {}

    /**
     * When something happened, by the server's clock.
     *
     * @param happened the sender's time, RFC 3339; null is taken for now
     * @param sent when the sender says that it sent it, or null
     * @param receivedAt when it arrived
     * @return RFC 3339, or the sender's own text when that is no time
     */
    public static String corrected(@Nullable String happened, @Nullable String sent, Instant receivedAt) {
        if (happened == null) {
            return receivedAt.toString();
        }
        Instant time = parse(happened);
        if (time == null) {
            return happened;
        }
        Instant sentAt = sent == null ? null : parse(sent);
        if (sentAt == null || Duration.between(sentAt, receivedAt).abs().compareTo(TOLERANCE) < 0) {
            return time.toString();
        }
        Duration waited = Duration.between(time, sentAt);
        boolean ofOneClock = waited.compareTo(LONGEST_WAIT) <= 0 && waited.compareTo(AHEAD.negated()) >= 0;
        return ofOneClock ? receivedAt.minus(waited).toString() : time.toString();
    }

    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
