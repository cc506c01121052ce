package io.tillstream.benchmarks.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a topic holds, counted from its records; bytes are those of keys and values before compression.
 *
 * @param records committed records that are still there
 * @param bytes their keys and values
 * @param keys distinct keys
 * @param newestBytes keys and values of the newest record of each key: what is left once the topic is compacted
 */
record TopicContents(long records, long bytes, long keys, long newestBytes) {

    /** Reads all of it. */
    static TopicContents of(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer);
        }
    }

    private static TopicContents read(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Map<ByteBuffer, Integer> newest = new HashMap<>();
        long records = 0;
        long bytes = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                int size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                records++;
                bytes += size;
                if (record.key() != null) {
                    newest.put(ByteBuffer.wrap(record.key()), size);
                }
            }
        }
        long newestBytes =
                newest.values().stream().mapToLong(Integer::longValue).sum();
        return new TopicContents(records, bytes, newest.size(), newestBytes);
    }
}
