package io.tillstream.query.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of the rejected topic.
 *
 * @param fromLog whether it stood on the event topic
 * @param origin where it stood: {@code topic-partition@offset}
 * @param source {@value #LOG}, or the format that a way in takes
 */
record RejectedRecord(
        ConsumerRecord<byte[], byte[]> record,
        boolean fromLog,
        String origin,
        String source,
        @Nullable String writeKey,
        String field,
        String reason) {

    static final String LOG = "log";

    private static final int MOST_CHARACTERS = 500;
    private static final int ID_BYTES = 16;
    private static final int GROUP_BYTES = 8;
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    static RejectedRecord of(ConsumerRecord<byte[], byte[]> record) {
        String stated = header(record, RejectedHeaders.ORIGIN);
        boolean fromLog = stated != null && stated.startsWith(TopicCatalogue.EVENTS.name() + "-");
        String own = record.topic() + "-" + record.partition() + "@" + record.offset();
        String source = header(record, RejectedHeaders.FORMAT);
        String field = header(record, RejectedHeaders.FIELD);
        String reason = header(record, RejectedHeaders.REASON);
        return new RejectedRecord(
                record,
                fromLog,
                fromLog && stated != null ? stated : own,
                fromLog ? LOG : source == null ? "unknown" : source.toLowerCase(Locale.ROOT),
                // what stood on the event topic came by no way in, whatever its sender wrote into the headers
                fromLog ? null : header(record, RejectedHeaders.WRITE_KEY),
                field == null ? "$" : field,
                reason == null ? "no reason was given" : reason);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.isEmpty() ? null : text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    /** Known by its place and its bytes. */
    String id() {
        return digest(ID_BYTES, origin.getBytes(StandardCharsets.UTF_8), record.key(), record.value());
    }

    private String groupField() {
        return NUMBER.matcher(field).replaceAll("*");
    }

    private String groupReason() {
        return NUMBER.matcher(reason).replaceAll("*");
    }

    private String groupId() {
        String sender = writeKey == null ? "" : writeKey;
        return digest(
                GROUP_BYTES,
                source.getBytes(StandardCharsets.UTF_8),
                sender.getBytes(StandardCharsets.UTF_8),
                groupField().getBytes(StandardCharsets.UTF_8),
                groupReason().getBytes(StandardCharsets.UTF_8));
    }

    void write(CopyBuffer row) {
        byte[] body = record.value();
        Names names = Names.of(body);
        row.text(id())
                .time(Instant.ofEpochMilli(record.timestamp()))
                .bool(fromLog)
                .text(origin)
                .text(source)
                .text(writeKey)
                .text(field)
                .text(reason)
                .text(groupId())
                .text(groupField())
                .text(groupReason())
                .text(names.eventId())
                .text(names.action())
                .binary(record.key())
                .binary(body)
                .int4(body == null ? 0 : body.length);
    }

    private static String digest(int bytes, byte[] @Nullable ... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(ByteBuffer.allocate(4)
                        .putInt(part == null ? -1 : part.length)
                        .array());
                if (part != null) {
                    sha.update(part);
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What a broken event calls itself, as far as it can be read. */
    private record Names(@Nullable String eventId, @Nullable String action) {

        private static final Names NONE = new Names(null, null);

        static Names of(byte @Nullable [] body) {
            if (body == null || body.length > EventBounds.MAX_DOCUMENT_BYTES) {
                return NONE;
            }
            String eventId = null;
            String action = null;
            try (JsonParser json = JSON.createParser(body)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return NONE;
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    boolean text = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
                    if (text && "event_id".equals(name)) {
                        eventId = shown(json.getText());
                    } else if (text && "action".equals(name)) {
                        action = shown(json.getText());
                    }
                    json.skipChildren();
                }
            } catch (IOException e) {
                // no JSON from here on
                return new Names(eventId, action);
            }
            return new Names(eventId, action);
        }

        private static @Nullable String shown(String text) {
            boolean plain = text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
            return plain && text.length() <= EventBounds.MAX_EVENT_ID_CHARS ? text : null;
        }
    }
}
