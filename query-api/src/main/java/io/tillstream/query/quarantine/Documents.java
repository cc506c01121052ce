package io.tillstream.query.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.query.table.Currency;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes documents, and asks the reader that every way in uses what it says to them. */
@Singleton
class Documents {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final EventReader reader;
    private final Clock clock;

    Documents(Currency currency, Clock clock) {
        this.reader = new EventReader(currency.code());
        this.clock = clock;
    }

    /** What the reader says to a document. */
    sealed interface Verdict {}

    /** It is an event. */
    record Right(byte[] document, CommerceEvent event) implements Verdict {}

    /**
     * It is none.
     *
     * @param document after the changes; null when nothing can be changed about it
     */
    record Wrong(String field, String reason, byte @Nullable [] document) implements Verdict {}

    /** Changes a copy of a document and has it read. */
    Verdict judge(byte @Nullable [] body, List<Change> changes, String id) {
        if (body == null) {
            return new Wrong("$", "the record has no value; there is nothing to mend", null);
        }
        return changes.isEmpty() ? read(body) : change(body, changes, id);
    }

    private Verdict change(byte[] body, List<Change> changes, String id) {
        try {
            if (!(EXACT.readTree(body) instanceof ObjectNode document)) {
                return new Wrong("$", "must be one JSON object; its fields cannot be changed", null);
            }
            changes.forEach(change -> change.apply(document, id));
            return read(EXACT.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            return new Wrong("$", "cannot be read as JSON; its fields cannot be changed", null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Verdict read(byte[] document) {
        try {
            return new Right(document, reader.read(document, clock.instant()));
        } catch (InvalidEventException e) {
            return new Wrong(e.field(), e.reason(), document);
        }
    }

    /** A document for people to look at: null when it is no JSON. */
    static @Nullable JsonNode shown(byte @Nullable [] body, boolean personal) {
        if (body == null) {
            return null;
        }
        try {
            return Masks.shown(EXACT.readTree(body), personal);
        } catch (IOException e) {
            return null;
        }
    }

    /** The changes as they are kept. */
    static String text(@Nullable List<QuarantineRequests.@Nullable ChangeDraft> changes) {
        try {
            // U+0000 cannot be kept in the column, and no name or value needs it
            return EXACT.writeValueAsString(changes).replace("\\u0000", "\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /** Bytes as text; null when they are not UTF-8. */
    static @Nullable String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(body))
                    .toString();
        } catch (java.nio.charset.CharacterCodingException e) {
            return null;
        }
    }
}
