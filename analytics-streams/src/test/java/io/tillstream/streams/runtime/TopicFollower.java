package io.tillstream.streams.runtime;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the public topics of a real broker on and on, committed records only, and keeps what their readers would. */
final class TopicFollower implements Published, AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, Map<String, byte[]>> state = new HashMap<>();
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> streams = new HashMap<>();
    private final Consumer<ConsumerRecord<byte[], byte[]>> events;

    /** Hands each record of the event topic to {@code events}, once and in the order of its partition. */
    TopicFollower(String bootstrapServers, Consumer<ConsumerRecord<byte[], byte[]>> events) {
        this.events = events;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        120_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        for (TopicSpec topic : TopicCatalogue.all()) {
            if (!topic.kind().isInternal()
                    && !topic.equals(TopicCatalogue.CUSTOMERS)
                    && !topic.equals(TopicCatalogue.CONSENTS)) {
                consumer.partitionsFor(topic.name())
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads up to what is committed now. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(TopicCatalogue.EVENTS.name())) {
            events.accept(record);
        } else if (record.topic().equals(TopicCatalogue.REJECTED.name())
                || record.topic().equals(TopicCatalogue.CARTS.name())) {
            streams.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
        } else {
            state.computeIfAbsent(record.topic(), topic -> new LinkedHashMap<>())
                    .put(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        return streams.getOrDefault(topic.name(), List.of());
    }

    @Override
    public <T> Map<String, T> latest(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new LinkedHashMap<>();
        state.getOrDefault(topic.name(), Map.of()).forEach((key, value) -> values.put(key, json.read(value)));
        return values;
    }

    @Override
    public <T> List<T> all(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        return records(topic).stream().map(record -> json.read(record.value())).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
