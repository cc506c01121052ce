package io.tillstream.streams.registry;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.streams.training.Snapshots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** Reads the event log from its beginning to the end it has now, committed records only, and hands the events of sampled customers on. */
final class LogSample {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaAccess kafka;
    private final String topic;
    private final EventReader reader;

    LogSample(TrainerSettings settings, String topic) {
        kafka = settings.kafka();
        this.topic = topic;
        reader = new EventReader(settings.currency());
    }

    /**
     * Reads.
     *
     * @param progress told of the share that is read, 0 to 1
     * @param goOn asked now and then; false ends the reading with an exception
     * @return the number of records of the log
     */
    long read(Snapshots sample, DoubleConsumer progress, BooleanSupplier goOn) {
        Map<String, Object> settings = kafka.client(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long all = total(ends) - total(begins);
            long open = all;
            while (open > 0) {
                if (!goOn.getAsBoolean()) {
                    throw new AbandonedException("another process has taken the jobs over, or this one ends");
                }
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    take(each, sample);
                }
                open = 0;
                for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                    long left = end.getValue() - consumer.position(end.getKey());
                    if (left <= 0) {
                        consumer.pause(List.of(end.getKey()));
                    }
                    open += Math.max(0, left);
                }
                progress.accept(all == 0 ? 1 : 1 - (double) open / all);
            }
            sample.finish();
            return all;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> each, Snapshots sample) {
        if (each.key() == null || each.value() == null) {
            return;
        }
        long hash = spread(Utils.murmur2(each.key()));
        if (!sample.wants(hash)) {
            return;
        }
        try {
            CommerceEvent event = reader.read(each.value(), Instant.ofEpochMilli(each.timestamp()));
            RecordKey.check(each.key(), event);
            sample.accept(new String(each.key(), StandardCharsets.UTF_8), hash, event, each.timestamp());
        } catch (InvalidEventException e) {
            // the engine has put it on the topic of rejected events
        }
    }

    /** Partitions go by the low bits of the same hash: the sample must not. The finaliser of MurmurHash3. */
    private static long spread(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    private static long total(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The run does not end. */
    static final class AbandonedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        AbandonedException(String message) {
            super(message);
        }
    }
}
