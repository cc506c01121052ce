package io.tillstream.streams.runtime;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics of a real broker, committed records only. */
final class TopicDump implements Published {

    private final String bootstrapServers;

    TopicDump(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public <T> Map<String, T> latest(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
            values.put(new String(record.key(), StandardCharsets.UTF_8), json.read(record.value()));
        }
        return values;
    }

    @Override
    public <T> List<T> all(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        return read(topic).stream().map(record -> json.read(record.value())).toList();
    }

    /** How far the topics are written, all their partitions together: it grows with each commit that says something. */
    long end(Collection<TopicSpec> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> partitions(consumer, topic).stream())
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, TopicSpec topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> read(TopicSpec topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
