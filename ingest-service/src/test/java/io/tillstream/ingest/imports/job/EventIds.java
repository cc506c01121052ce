package io.tillstream.ingest.imports.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the ids of all events on the log. */
public final class EventIds {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventIds() {}

    /** The ids of the events of customers whose id begins with a prefix, in no particular order, repeated ones repeatedly. */
    public static List<String> onTheLog(String bootstrapServers, String customerPrefix) {
        String topic = TopicCatalogue.EVENTS.name();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> ids = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    try {
                        var event = JSON.readTree(message.value());
                        if (event.path("customer_id").asText().startsWith(customerPrefix)) {
                            ids.add(event.path("event_id").asText());
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            return ids;
        }
    }
}
