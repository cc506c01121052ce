package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The limit: consumes the topic of events and parses every one, but keeps nothing, sends nothing and commits nothing. Reads the topic three times over;
 * the first time is the cold figure, the third the warm one. Argument: the broker's address.
 */
final class ReadingProgram {

    static final String RESULT = "result ";

    private final EventReader reader = new EventReader("USD");
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private long amountMicros;

    private ReadingProgram(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.partitions = consumer.partitionsFor(TopicCatalogue.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    public static void main(String[] arguments) throws InvalidEventException {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        // the engine's isolation, and larger polls
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arguments[0],
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            System.out.println(RESULT + new ReadingProgram(consumer).measure().line());
        }
    }

    private Measurement measure() throws InvalidEventException {
        long events = readAll();
        Stopwatch cold = Stopwatch.read();
        readAll();
        Stopwatch before = Stopwatch.read();
        long warmEvents = readAll();
        Stopwatch warm = Stopwatch.read().since(before);
        if (amountMicros == 0) {
            throw new IllegalStateException("no order was read");
        }
        return new Measurement(events, cold.cpuNanos(), warmEvents, warm.cpuNanos(), warm.wallNanos(), Map.of());
    }

    private long readAll() throws InvalidEventException {
        consumer.seekToBeginning(partitions);
        long events = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                CommerceEvent event = reader.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
                if (event instanceof CommerceEvent.Purchase purchase) {
                    amountMicros += purchase.grossMicros();
                }
                events++;
            }
        }
        return events;
    }
}
