package io.tillstream.ingest.events;

import java.time.Duration;

/**
 * Bounds of one request.
 *
 * @param maxBodyBytes largest body, as sent and as inflated
 * @param maxEvents most events in it
 * @param bodyTimeout how long it may take to arrive
 */
public record IntakeLimits(int maxBodyBytes, int maxEvents, Duration bodyTimeout) {

    /** Checks that every bound is above zero. */
    public IntakeLimits {
        if (maxBodyBytes < 1 || maxEvents < 1 || bodyTimeout.isNegative() || bodyTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "tillstream.ingest.max-body-bytes, max-events-per-request and body-timeout must be above 0");
        }
    }
}
