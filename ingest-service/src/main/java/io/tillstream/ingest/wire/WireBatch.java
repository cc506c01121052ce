package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The events of one body, read one at a time.
 *
 * @param key the write key that stands in the body, or null
 * @param elements where the events stand
 * @param mapper makes canonical events of one of them
 */
public record WireBatch(@Nullable String key, JsonBody elements, Mapper mapper) {

    /** Makes canonical events of one event. */
    public interface Mapper {
        /**
         * Maps one event.
         *
         * @param event the event as it was sent
         * @param index its position in the body
         * @param receivedAt when it reached the server
         * @throws UnmappableException when it is of no known kind
         */
        Mapped map(JsonNode event, int index, Instant receivedAt) throws UnmappableException;
    }
}
