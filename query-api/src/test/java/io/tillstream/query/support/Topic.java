package io.tillstream.query.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static List<byte[]> read(
            String bootstrapServers, String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<byte[]> values = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
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
