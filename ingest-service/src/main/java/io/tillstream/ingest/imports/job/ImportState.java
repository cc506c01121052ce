package io.tillstream.ingest.imports.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an import stands. */
public enum ImportState {
    /** Another import runs first. */
    QUEUED,
    /** Rows are read or events sent. */
    RUNNING,
    /** Kafka does not take events; goes on by itself when it does. */
    WAITING_FOR_KAFKA,
    /** Every event was acknowledged. */
    COMPLETED,
    /** The file cannot be imported; nothing of it counts unless events were being sent already. */
    FAILED,
    /** Stopped on request. What was sent stays. */
    CANCELLED,
    /** The service stopped in the middle. It goes on when the service runs again, unless the file is gone; then the same file imported again completes it. */
    INTERRUPTED;

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELLED, INTERRUPTED -> true;
            case QUEUED, RUNNING, WAITING_FOR_KAFKA -> false;
        };
    }

    /** The name in JSON, for example {@code waiting_for_kafka}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
