package io.tillstream.ingest.events;

/**
 * Bounds of {@code /ws/events}.
 *
 * @param maxMessageBytes largest message
 * @param maxSockets senders at a time
 */
public record SocketLimits(int maxMessageBytes, int maxSockets) {

    /** Checks that each bound is above zero. */
    public SocketLimits {
        if (maxMessageBytes < 1 || maxSockets < 1) {
            throw new IllegalArgumentException("tillstream.ingest.max-message-bytes and max-sockets must be above 0");
        }
    }
}
