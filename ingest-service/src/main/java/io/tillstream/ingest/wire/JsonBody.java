package io.tillstream.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.ingest.events.BodyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body whose events are read one at a time: what stands around them, and where each begins and ends. So no more than one event of a body is in memory as a
 * tree.
 */
public final class JsonBody {

    // finds where events begin and end, whatever one of them holds: that one alone is refused
    private static final JsonFactory SPLITTER = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final ObjectNode head;
    private final List<Slice> elements;
    private final @Nullable String missing;

    private record Slice(int from, int to) {

        int length() {
            return to - from;
        }
    }

    private JsonBody(byte[] body, ObjectNode head, List<Slice> elements, @Nullable String missing) {
        this.body = body;
        this.head = head;
        this.elements = elements;
        this.missing = missing;
    }

    /**
     * A body that is one event.
     *
     * @throws BodyException when it is too large for one
     */
    public static JsonBody single(byte[] body) throws BodyException {
        if (body.length > EventBounds.MAX_DOCUMENT_BYTES) {
            throw BodyException.tooLarge(
                    String.format(Locale.ROOT, "One event has at most %,d bytes", EventBounds.MAX_DOCUMENT_BYTES));
        }
        return new JsonBody(body, Json.MAPPER.createObjectNode(), List.of(new Slice(0, body.length)), null);
    }

    /**
     * A body that is an object with an array of events, or that array itself.
     *
     * @param field name of the array; that it is missing is said by {@link #checkComplete}
     * @param maxEvents most events
     * @throws BodyException when the body is anything else, or holds too much
     */
    public static JsonBody batch(byte[] body, String field, int maxEvents) throws BodyException {
        try (JsonParser parser = SPLITTER.createParser(body)) {
            Reader reader = new Reader(body, parser, maxEvents);
            reader.read(field);
            return new JsonBody(body, reader.head, reader.elements, reader.found ? null : field);
        } catch (JsonProcessingException e) {
            // the parser's own message may quote the body
            throw BodyException.unreadable("The body is not valid JSON in UTF-8");
        } catch (IOException e) {
            throw BodyException.unreadable("The body cannot be read as JSON");
        }
    }

    /** What stands beside the events. */
    public ObjectNode head() {
        return head;
    }

    /** How many events there are. */
    public int size() {
        return elements.size();
    }

    /**
     * Checks that there was an array of events: a body that is something else must not pass for one without events.
     *
     * @throws BodyException when there was none
     */
    void checkComplete() throws BodyException {
        if (missing != null) {
            throw BodyException.unreadable(
                    missing.isEmpty()
                            ? "The body must be an array of events"
                            : "The body has no " + missing + "; send the events in an array of this name");
        }
    }

    /** How many bytes one event has. */
    int length(int index) {
        return elements.get(index).length();
    }

    /** Whether one event has more bytes than an event may have. */
    boolean isTooLarge(int index) {
        return length(index) > EventBounds.MAX_DOCUMENT_BYTES;
    }

    /** The bytes of one event; of one that is too large the first. */
    byte[] bytes(int index) {
        Slice slice = elements.get(index);
        int length = Math.min(slice.length(), EventBounds.MAX_DOCUMENT_BYTES);
        return Arrays.copyOfRange(body, slice.from(), slice.from() + length);
    }

    /** One event as a tree; null when it is too large or cannot be read as JSON. */
    public @Nullable JsonNode element(int index) {
        Slice slice = elements.get(index);
        if (isTooLarge(index)) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(body, slice.from(), slice.length());
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The one event of a body that is one.
     *
     * @throws BodyException when it is not JSON
     */
    public JsonNode whole() throws BodyException {
        JsonNode tree = element(0);
        if (tree == null || !tree.isObject()) {
            throw BodyException.unreadable("The body is not a JSON object in UTF-8");
        }
        return tree;
    }

    private static final class Reader {

        private final byte[] body;
        private final JsonParser parser;
        private final int maxEvents;
        private final ObjectNode head = JsonNodeFactory.instance.objectNode();
        private final List<Slice> elements = new ArrayList<>();
        private long headBytes;
        private boolean found;

        Reader(byte[] body, JsonParser parser, int maxEvents) {
            this.body = body;
            this.parser = parser;
            this.maxEvents = maxEvents;
        }

        void read(String field) throws IOException, BodyException {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                readElements();
            } else if (first == JsonToken.START_OBJECT) {
                readObject(field);
            } else {
                throw BodyException.unreadable("The body is neither a JSON object nor an array");
            }
            if (parser.nextToken() != null) {
                throw BodyException.unreadable("The body goes on after its end");
            }
        }

        private void readObject(String field) throws IOException, BodyException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!name.equals(field)) {
                    readBeside(name);
                } else if (value == JsonToken.START_ARRAY) {
                    readElements();
                } else {
                    throw BodyException.unreadable(field + " must be an array");
                }
            }
        }

        private void readBeside(String name) throws IOException, BodyException {
            Slice slice = skip();
            headBytes += slice.length();
            if (headBytes > EventBounds.MAX_DOCUMENT_BYTES) {
                throw BodyException.tooLarge("What stands beside the events is too large");
            }
            head.set(name, Json.MAPPER.readTree(body, slice.from(), slice.length()));
        }

        private Slice skip() throws IOException, BodyException {
            long from = at();
            parser.skipChildren();
            parser.finishToken();
            return new Slice((int) from, (int) parser.currentLocation().getByteOffset());
        }

        private void readElements() throws IOException, BodyException {
            found = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (elements.size() == maxEvents) {
                    throw BodyException.tooLarge(
                            String.format(Locale.ROOT, "A request has at most %,d events; send several", maxEvents));
                }
                elements.add(skip());
            }
        }

        private long at() throws BodyException {
            long offset = parser.currentTokenLocation().getByteOffset();
            if (offset < 0) {
                throw BodyException.unreadable("The body is not in UTF-8");
            }
            return offset;
        }
    }
}
