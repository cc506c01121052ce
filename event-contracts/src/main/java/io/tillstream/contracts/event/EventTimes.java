package io.tillstream.contracts.event;

import java.time.Duration;
import java.time.Instant;

/** The bounds of event times. */
final class EventTimes {

    private static final Duration TOLERANCE = Duration.ofHours(24);

    private EventTimes() {}

    /** Reads a time between 1970 and a day after the event reached the server: a sender's clock may be wrong, but not by more than that. */
    static Instant parse(String path, String text, Instant receivedAt) throws InvalidEventException {
        Instant time = Timestamps.parse(text);
        if (time == null) {
            throw new InvalidEventException(
                    path, "is not a time with a zone, such as 2024-01-01T12:00:00Z or 2024-01-01T14:00:00+02:00");
        }
        check(path, time, receivedAt);
        return time;
    }

    /** Checks the bounds of a time that was read. */
    static void check(String path, Instant time, Instant receivedAt) throws InvalidEventException {
        if (time.getEpochSecond() < 0) {
            throw new InvalidEventException(path, "is before 1970");
        }
        if (time.isAfter(receivedAt.plus(TOLERANCE))) {
            throw new InvalidEventException(path, "is more than 24 hours ahead of the server's clock");
        }
    }
}
