package io.tillstream.query.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads topics. */
public final class Topic {

    private Topic() {}

    /** The values of a topic from its beginning, when there are so many. */
    public static List<byte[]> values(String bootstrapServers, String topic, int count) {
        return read(bootstrapServers, topic, count, record -> true);
    }

    /** The values of one key, when there are so many; null for a removal. */
    public static List<byte[]> valuesOf(String bootstrapServers, String topic, String key, int count) {
        return read(
                bootstrapServers, topic, count, record -> new String(record.key(), StandardCharsets.UTF_8).equals(key));
    }

    /** The keys of all records that a topic has by now. */
    public static Set<String> keys(String bootstrapServers, String topic) {
        Set<String> keys = new TreeSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return keys;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static List<byte[]> read(
            String bootstrapServers, String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, topic)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        values.add(record.value());
                    }
                });
                return values.size() >= count;
            });
        }
        return values;
    }
}
