package io.tillstream.ingest.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tillstream.contracts.event.EventBounds;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the id of an event that was refused, so that its sender recognises it. */
final class EventIds {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private EventIds() {}

    /** The {@code event_id} on the top level, if it can be read and is no longer than one may be; else null. */
    static @Nullable String find(byte[] body, EventSplitter.Slice slice) {
        if (slice.length() > EventBounds.MAX_DOCUMENT_BYTES) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(body, slice.offset(), slice.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = "event_id".equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (found) {
                    boolean id = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
                    return id ? shown(parser.getText()) : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            // not JSON up to here: the refusal itself says so
            return null;
        }
    }

    /** The id if it is one that an event may have, so that it is safe to repeat in an answer. */
    private static @Nullable String shown(String id) {
        boolean plain = id.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        return plain && id.length() <= EventBounds.MAX_EVENT_ID_CHARS ? id : null;
    }
}
