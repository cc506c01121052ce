package io.tillstream.benchmarks.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One operation takes one event, each time another, so that neither branch prediction nor caches know it by heart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReadEvent {

    /** A power of two. */
    static final int DOCUMENTS = 1024;

    static final long SEED = 7;

    /** Which events. */
    @Param
    public Shape shape = Shape.ADD_TO_CART;

    private final EventReader reader = new EventReader("USD");
    private final JsonFactory streaming = new JsonFactory();
    private final ObjectMapper databind = new ObjectMapper();
    private final Instant receivedAt = SampleEvents.BEGIN.plus(Duration.ofDays(31));
    private byte[][] documents = {};
    private byte[][] rare = {};
    private int next;

    /** Makes the events. */
    @Setup
    public void makeEvents() {
        documents = new SampleEvents(SEED).documents(shape, DOCUMENTS);
        rare = Arrays.stream(documents).map(ReadEvent::rarely).toArray(byte[][]::new);
    }

    /** The same event, with an escape in its first name. */
    private static byte[] rarely(byte[] document) {
        return new String(document, StandardCharsets.UTF_8)
                .replaceFirst("\"event_id\"", "\"\\\\u0065vent_id\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the product does: parses, checks every bound, makes the record. */
    @Benchmark
    public CommerceEvent eventReader() throws InvalidEventException {
        return reader.read(document(), receivedAt);
    }

    /** The same for events of a shape so rare that the JSON parser has to read them. */
    @Benchmark
    public CommerceEvent rareShape() throws InvalidEventException {
        return reader.read(rare[next++ & (DOCUMENTS - 1)], receivedAt);
    }

    /** What the JSON parser does at least: walks over the tokens, takes no value, checks nothing, makes nothing. */
    @Benchmark
    public int tokensOnly() throws IOException {
        int tokens = 0;
        try (JsonParser parser = streaming.createParser(document())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** For reference: the tree that databind makes, unchecked. */
    @Benchmark
    public JsonNode tree() throws IOException {
        return databind.readTree(document());
    }

    private byte[] document() {
        return documents[next++ & (DOCUMENTS - 1)];
    }
}
