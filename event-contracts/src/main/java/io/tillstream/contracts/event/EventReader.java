package io.tillstream.contracts.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event from JSON and checks every bound, once, for all who take events in. Thread-safe.
 *
 * <p>Accepts the canonical form and the flat form with one item ({@code product_title}, {@code product_price}, …). A field it does not know is kept in
 * {@link Envelope#properties()}. The bounds are those of {@link EventBounds}.
 *
 * <p>Nearly every event is read by {@link EventScanner}; one that has not the usual shape, or is wrong, is read by the JSON parser from its start. Texts
 * that come again and again are mostly the same string each time: keep one reader rather than making one for each event.
 */
public final class EventReader {

    // deeper than the contract allows, so that the reader itself refuses and can name the field
    private static final int PARSER_NESTING = EventBounds.MAX_NESTING + 8;
    private static final int PARSER_NUMBER_CHARS = 400;

    private static final JsonFactory JSON = JsonFactory.builder()
            // names are the senders', and so could fill the JVM's table of interned strings
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // read, so that the refusal names the field
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PARSER_NESTING)
                    .maxNumberLength(PARSER_NUMBER_CHARS)
                    .build())
            .build();

    private final @Nullable String currency;
    private final ScannerPool scanners = new ScannerPool();

    /**
     * @param currency the installation's reporting currency, ISO 4217; an event that names another is refused. Null takes any.
     */
    public EventReader(@Nullable String currency) {
        this.currency = currency;
    }

    /**
     * Reads one event.
     *
     * @param json one JSON object in UTF-8
     * @param receivedAt when the event reached the server; an event more than 24 h ahead of it is refused
     * @throws InvalidEventException naming the field and the reason
     */
    public CommerceEvent read(byte[] json, Instant receivedAt) throws InvalidEventException {
        return read(json, 0, json.length, receivedAt);
    }

    /**
     * Reads one event from a part of an array.
     *
     * @param json holds one JSON object in UTF-8 from {@code offset} on, {@code length} bytes long
     * @param receivedAt when the event reached the server; an event more than 24 h ahead of it is refused
     * @throws InvalidEventException naming the field and the reason
     */
    public CommerceEvent read(byte[] json, int offset, int length, Instant receivedAt) throws InvalidEventException {
        if (length > EventBounds.MAX_DOCUMENT_BYTES) {
            throw new InvalidEventException(
                    "$",
                    String.format(
                            Locale.ROOT,
                            "is %,d bytes long; an event has at most %,d",
                            length,
                            EventBounds.MAX_DOCUMENT_BYTES));
        }
        EventDraft usual = scanners.scan(json, offset, length);
        if (usual != null) {
            try {
                return EventBuilder.build(usual, currency, receivedAt);
            } catch (InvalidEventException e) {
                // one reader alone says what is wrong
                return readCarefully(json, offset, length, receivedAt);
            }
        }
        return readCarefully(json, offset, length, receivedAt);
    }

    /** Reads an event of any shape by the JSON parser; every refusal but that of a document's length comes from here. */
    CommerceEvent readCarefully(byte[] json, int offset, int length, Instant receivedAt) throws InvalidEventException {
        int malformed = Utf8.firstMalformed(json, offset, length);
        if (malformed >= 0) {
            throw new InvalidEventException("$", "is not UTF-8 at byte " + malformed + "; send UTF-8 text");
        }
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            EventDraft draft = readDraft(parser, holdsEscape(json, offset, length));
            return EventBuilder.build(draft, currency, receivedAt);
        } catch (JsonProcessingException e) {
            // the parser's own message may quote the document
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new InvalidEventException("$", "is not valid JSON, at or before byte " + at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventDraft readDraft(JsonParser parser, boolean escapes) throws IOException, InvalidEventException {
        JsonFields in = new JsonFields(parser, escapes);
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new InvalidEventException("$", "is empty; an event is one JSON object");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new InvalidEventException("$", "must be one JSON object, not " + in.found());
        }
        EventDraft draft = DraftReader.read(in);
        if (parser.nextToken() != null) {
            throw new InvalidEventException("$", "goes on after the end of the event; send one JSON object");
        }
        return draft;
    }

    private static boolean holdsEscape(byte[] json, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
