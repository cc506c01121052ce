package io.tillstream.benchmarks.ingest;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What of a load is on the log.
 *
 * @param lost events that were acknowledged and are not there
 * @param twice events that are there more than once
 * @param found different events that are there
 */
record Logged(long lost, long twice, long found) {

    /** Reads the whole event topic. */
    static Logged of(String kafka, String run, Set<Long> acknowledged) {
        Sightings sightings = new Sightings(run);
        String topic = TopicCatalogue.EVENTS.name();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    sightings.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return sightings.against(acknowledged);
    }
}
