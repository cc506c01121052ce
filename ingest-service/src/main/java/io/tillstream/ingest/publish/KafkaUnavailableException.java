package io.tillstream.ingest.publish;

import org.jspecify.annotations.Nullable;

/** Kafka did not take or not acknowledge an event in time. Sending it again later, with the same event id, is right. */
public final class KafkaUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why in words for the operator. */
    public KafkaUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
