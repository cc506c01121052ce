package io.tillstream.streams.registry;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.training.Joins;
import io.tillstream.streams.training.Snapshots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads the event log from its beginning to the end it has now, committed records only, and hands the events of sampled customers on, in the order in which they
 * came, with those of visitors who turned out to be one of them.
 */
final class LogSample {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Records of a partition that is ahead of others, in memory, beyond which it waits. */
    private static final int MOST_WAITING = 2_000;

    private static final byte[] VISITOR = Envelope.ANONYMOUS_PREFIX.getBytes(StandardCharsets.UTF_8);

    private final KafkaAccess kafka;
    private final String topic;
    private final JoinedVisitors visitors;
    private final EventReader reader;

    LogSample(TrainerSettings settings) {
        kafka = settings.kafka();
        topic = settings.generation().topic(TopicCatalogue.EVENTS);
        visitors = new JoinedVisitors(settings.generation().topic(TopicCatalogue.IDENTITIES));
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
                MOST_WAITING,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Joins joins = visitors.read(consumer);
            sample.heed(joins);
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long all = read(consumer, new Reading(sample, joins, new InOrder(partitions)), progress, goOn);
            sample.finish();
            return all;
        }
    }

    /** What one reading works with. */
    private record Reading(Snapshots sample, Joins joins, InOrder order) {}

    /** All partitions of a topic. */
    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private long read(
            KafkaConsumer<byte[], byte[]> consumer, Reading reading, DoubleConsumer progress, BooleanSupplier goOn) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long all = total(ends) - total(consumer.beginningOffsets(consumer.assignment()));
        long open = all;
        while (open > 0) {
            if (!goOn.getAsBoolean()) {
                throw new AbandonedException("another process has taken the jobs over, or this one ends");
            }
            consumer.poll(POLL).forEach(reading.order::add);
            open = 0;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long left = end.getValue() - consumer.position(end.getKey());
                if (left <= 0) {
                    reading.order.end(end.getKey());
                }
                open += Math.max(0, left);
            }
            for (ConsumerRecord<byte[], byte[]> next = reading.order.next();
                    next != null;
                    next = reading.order.next()) {
                take(next, reading);
            }
            hold(consumer, ends, reading.order);
            progress.accept(all == 0 ? 1 : 1 - (double) open / all);
        }
        return all;
    }

    /** Lets partitions wait that are at their end, or far ahead of others. */
    private static void hold(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, InOrder order) {
        List<TopicPartition> waiting = ends.entrySet().stream()
                .filter(end ->
                        consumer.position(end.getKey()) >= end.getValue() || order.waiting(end.getKey()) > MOST_WAITING)
                .map(Map.Entry::getKey)
                .toList();
        consumer.resume(consumer.paused());
        consumer.pause(waiting);
    }

    private void take(ConsumerRecord<byte[], byte[]> each, Reading reading) {
        if (each.key() == null || each.value() == null) {
            return;
        }
        if (isVisitor(each.key())) {
            takeOfVisitor(each, reading);
            return;
        }
        long hash = hash(each.key());
        CommerceEvent event = reading.sample.wants(hash) ? read(each) : null;
        if (event != null) {
            reading.sample.accept(new String(each.key(), StandardCharsets.UTF_8), hash, event, each.timestamp());
        }
    }

    private void takeOfVisitor(ConsumerRecord<byte[], byte[]> each, Reading reading) {
        String visitor = new String(each.key(), StandardCharsets.UTF_8);
        boolean wanted = reading.joins.customersOf(visitor).stream()
                .anyMatch(customer -> reading.sample.wants(hash(customer.getBytes(StandardCharsets.UTF_8))));
        CommerceEvent event = wanted ? read(each) : null;
        if (event == null) {
            return;
        }
        Joins.Owner owner = reading.joins.ownerAt(visitor, event.timestamp().toEpochMilli());
        if (owner != null) {
            long hash = hash(owner.customer().getBytes(StandardCharsets.UTF_8));
            reading.sample.acceptOfVisitor(owner, hash, event, each.timestamp());
        }
    }

    private static boolean isVisitor(byte[] key) {
        return key.length > VISITOR.length && Arrays.equals(key, 0, VISITOR.length, VISITOR, 0, VISITOR.length);
    }

    /** The event of a record; null when it is none: then the engine has put it on the topic of rejected events. */
    private @Nullable CommerceEvent read(ConsumerRecord<byte[], byte[]> each) {
        try {
            CommerceEvent event = reader.read(each.value(), Instant.ofEpochMilli(each.timestamp()));
            RecordKey.check(each.key(), event);
            return event;
        } catch (InvalidEventException e) {
            return null;
        }
    }

    private static long hash(byte[] key) {
        return spread(Utils.murmur2(key));
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
