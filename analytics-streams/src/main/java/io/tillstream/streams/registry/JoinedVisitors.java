package io.tillstream.streams.registry;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.streams.training.Joins;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Whom visitors turned out to be, as the engine says now. Some 300 bytes for each visitor who was ever joined. */
final class JoinedVisitors {

    private static final OutputJson<VisitorIdentity> JSON = OutputJson.of(VisitorIdentity.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;

    JoinedVisitors(String topic) {
        this.topic = topic;
    }

    /** Reads the topic to its end; what the consumer was assigned is another's afterwards. */
    Joins read(KafkaConsumer<byte[], byte[]> consumer) {
        Map<String, VisitorIdentity> known = new HashMap<>();
        List<TopicPartition> partitions = LogSample.partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(each -> take(each, known));
        }
        return new Joins(known.values());
    }

    private static void take(ConsumerRecord<byte[], byte[]> each, Map<String, VisitorIdentity> known) {
        String visitor = new String(each.key(), StandardCharsets.UTF_8);
        try {
            if (each.value() != null) {
                known.put(visitor, JSON.read(each.value()));
                return;
            }
        } catch (UncheckedIOException e) {
            // of another version: the visitor is nobody's
        }
        known.remove(visitor);
    }
}
