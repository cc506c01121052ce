package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology in one thread, fed with events and read as its consumers read it. */
final class EngineDriver implements Published, AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final EventWriter writer = new EventWriter();
    private final Map<String, Map<String, byte[]>> state = new LinkedHashMap<>();
    private final Map<String, List<TestRecord<byte[], byte[]>>> streams = new LinkedHashMap<>();
    private final List<TopicSpec> topics;
    private long nowMillis;

    EngineDriver(Path stateDir, Instant start, String zone) {
        this(stateDir, start, properties -> new EngineTopology(
                        properties, new BusinessTime(ZoneId.of(zone)), new EventReader(null), new SilentMeter(), 1)
                .build());
    }

    /** Runs another topology than the product's. */
    EngineDriver(Path stateDir, Instant start, Function<Properties, Topology> topology) {
        this(stateDir, start, topology, TopicCatalogue.all());
    }

    /** Runs another topology, and reads other topics than the product's. */
    EngineDriver(Path stateDir, Instant start, Function<Properties, Topology> topology, List<TopicSpec> topics) {
        this.topics = topics;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, EngineProperties.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        driver = new TopologyTestDriver(topology.apply(properties), properties, start);
        nowMillis = start.toEpochMilli();
        events = driver.createInputTopic(
                TopicCatalogue.EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(CommerceEvent event, Instant receivedAt) {
        sendRaw(event.key().getBytes(StandardCharsets.UTF_8), writer.write(event), receivedAt);
    }

    void sendRaw(byte[] key, byte[] value, Instant receivedAt) {
        sendRecord(new TestRecord<>(key, value, receivedAt));
    }

    /** Sends a record of any kind, received at its own time. */
    void sendRecord(TestRecord<byte[], byte[]> record) {
        advanceTo(record.getRecordTime());
        events.pipeInput(record);
        drain();
    }

    /** Puts a record on a topic that every instance reads as a whole; null deletes it. */
    void publish(TopicSpec topic, String key, byte @Nullable [] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, Instant.ofEpochMilli(nowMillis)));
        drain();
    }

    void advanceTo(Instant now) {
        long step = now.toEpochMilli() - nowMillis;
        if (step > 0) {
            driver.advanceWallClockTime(Duration.ofMillis(step));
            nowMillis += step;
            drain();
        }
    }

    /** Lets rounds of the sweep and cut points settle. */
    Instant settle() {
        for (int i = 0; i < 20; i++) {
            advanceTo(Instant.ofEpochMilli(nowMillis + 500));
        }
        return Instant.ofEpochMilli(nowMillis);
    }

    @Override
    public <T> Map<String, T> latest(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new LinkedHashMap<>();
        state.getOrDefault(topic.name(), Map.of()).forEach((key, value) -> values.put(key, json.read(value)));
        return values;
    }

    /** Those of one kind, by the rest of their keys. */
    <T> Map<String, T> latest(TopicSpec topic, String keyPrefix, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new LinkedHashMap<>();
        state.getOrDefault(topic.name(), Map.of()).forEach((key, value) -> {
            if (key.startsWith(keyPrefix)) {
                values.put(key.substring(keyPrefix.length()), json.read(value));
            }
        });
        return values;
    }

    @Override
    public <T> List<T> all(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        return records(topic).stream().map(record -> json.read(record.value())).toList();
    }

    /** The newest value of each key as it was published, of a topic with values of several kinds. */
    Map<String, byte[]> latestBytes(TopicSpec topic) {
        return state.getOrDefault(topic.name(), Map.of());
    }

    List<TestRecord<byte[], byte[]>> records(TopicSpec topic) {
        return streams.getOrDefault(topic.name(), List.of());
    }

    private void drain() {
        for (TopicSpec topic : topics) {
            var output =
                    driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            while (!output.isEmpty()) {
                TestRecord<byte[], byte[]> record = output.readRecord();
                if (topic.kind() == TopicSpec.Kind.STATE) {
                    keep(
                            state.computeIfAbsent(topic.name(), name -> new LinkedHashMap<>()),
                            new String(record.key(), StandardCharsets.UTF_8),
                            record.value());
                } else if (topic.kind() == TopicSpec.Kind.STREAM) {
                    streams.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                            .add(record);
                }
            }
        }
    }

    private static void keep(Map<String, byte[]> values, String key, byte @Nullable [] value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
