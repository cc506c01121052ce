package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.privacy.Cleaned;
import io.tillstream.ingest.privacy.Door;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.privacy.PrivacyDoors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads bodies as a client sends them, and says in a line each what they come to. */
final class Recorded {

    /** When every body of these tests arrives. */
    static final Instant RECEIVED_AT = Instant.parse("2026-03-02T10:00:00Z");

    private static final EventReader READER = new EventReader("USD");
    private static final PrivacyDoor PRIVACY = PrivacyDoors.usual(READER);
    private static final EventRecords RECORDS = new EventRecords();
    private static final EventWriter WRITER = new EventWriter();

    private final WireFormat format;
    private final PrivacyDoor privacy;

    Recorded(WireFormat format) {
        this(format, PRIVACY);
    }

    Recorded(WireFormat format, PrivacyDoor privacy) {
        this.format = format;
        this.privacy = privacy;
    }

    /** Canonical JSON of each event; {@code ignored: …} and {@code field: reason} for the others. */
    List<String> read(String body) throws BodyException {
        return read(body, "batch", Map.of());
    }

    List<String> read(String body, String last, Map<String, String> headers) throws BodyException {
        return read(body.getBytes(StandardCharsets.UTF_8), last, headers);
    }

    List<String> read(byte[] body, String last, Map<String, String> headers) throws BodyException {
        WireRequest request = new WireRequest(last, name -> null, headers::get, body, body, 10_000);
        WireBatch batch = format.open(request);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < batch.elements().size(); i++) {
            read(batch, i, lines);
        }
        return lines;
    }

    /** What reaches each topic of a body that is a batch of one; complaints by the name {@code refused}. */
    Map<String, List<String>> topics(String body, Map<String, String> headers) throws BodyException {
        Map<String, List<String>> topics = new TreeMap<>();
        for (String line : read(body, "acme", headers)) {
            try {
                CommerceEvent event = READER.read(line.getBytes(StandardCharsets.UTF_8), RECEIVED_AT);
                for (ProducerRecord<byte[], byte[]> each : RECORDS.of(event)) {
                    topics.computeIfAbsent(each.topic(), name -> new ArrayList<>())
                            .add(new String(each.value(), StandardCharsets.UTF_8));
                }
            } catch (InvalidEventException e) {
                topics.computeIfAbsent("refused", name -> new ArrayList<>()).add(line);
            }
        }
        return topics;
    }

    private void read(WireBatch batch, int index, List<String> lines) {
        JsonNode sent = batch.elements().element(index);
        if (sent == null || !sent.isObject()) {
            lines.add("no object");
            return;
        }
        try {
            Mapped mapped = batch.mapper().map(sent, index, RECEIVED_AT);
            if (mapped.ignoredBecause() != null) {
                lines.add("ignored: " + mapped.ignoredBecause());
            }
            for (CanonicalEvent event : mapped.events()) {
                Cleaned cleaned = privacy.clean(event.tree(), Door.OTHER_TRACKERS, "tests");
                for (ObjectNode each : Stream.of(cleaned.event(), cleaned.details())
                        .filter(Objects::nonNull)
                        .toList()) {
                    CommerceEvent read = READER.read(PrivacyDoor.bytes(each), RECEIVED_AT);
                    lines.add(new String(WRITER.writeWithPersonalData(read), StandardCharsets.UTF_8));
                }
            }
        } catch (UnmappableException e) {
            lines.add(e.field() + ": " + e.reason());
        } catch (InvalidEventException e) {
            lines.add(e.field() + ": " + e.reason());
        }
    }
}
