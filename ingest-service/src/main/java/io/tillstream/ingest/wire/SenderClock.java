package io.tillstream.ingest.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the times of a sender whose clock is wrong: when it says when it sent a body, the difference to when that arrived is the error of its clock.
 * Differences below {@link #TOLERANCE} are the time on the way and are left alone.
 */
public final class SenderClock {

    /** Clocks that differ by less are right. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

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
        Duration error = sentAt == null ? Duration.ZERO : Duration.between(sentAt, receivedAt);
        return error.abs().compareTo(TOLERANCE) < 0
                ? time.toString()
                : time.plus(error).toString();
    }

    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
