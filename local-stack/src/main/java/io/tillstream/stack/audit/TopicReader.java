package io.tillstream.stack.audit;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.Generation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their start to their present end, committed records only. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final int POLLS_WITHOUT_PROGRESS = 120;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Generation generation;

    /**
     * Reads the topics of the first generation.
     *
     * @throws CannotAuditException when that is no address
     */
    public TopicReader(KafkaAccess kafka) throws CannotAuditException {
        this(kafka, Generation.FIRST);
    }

    /**
     * Reads the topics of a generation; they are named here as the catalogue names them.
     *
     * @throws CannotAuditException when that is no address
     */
    public TopicReader(KafkaAccess kafka, Generation generation) throws CannotAuditException {
        this.generation = generation;
        try {
            consumer = new KafkaConsumer<>(
                    kafka.client(Map.of(
                            ConsumerConfig.CLIENT_ID_CONFIG,
                            "tillstream-audit",
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                            false,
                            // a fetch that waits for more at the end of one partition holds up the next
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                            10,
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            10_000,
                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                            4 << 20,
                            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                            15_000)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new CannotAuditException(
                    kafka.bootstrapServers()
                            + " is not the address of a Kafka broker, or the settings of the login are wrong: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Where the committed records of a topic end, by partition. */
    public Map<TopicPartition, Long> ends(String name) throws CannotAuditException {
        String topic = generation.topic(name);
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new CannotAuditException("The topic " + topic + " does not exist; is this a Tillstream cluster?");
            }
            return consumer.endOffsets(partitions);
        } catch (TimeoutException e) {
            throw new CannotAuditException("Kafka does not answer; is the stack up? (./tillstream status)", e);
        }
    }

    /** Hands over all records from one position to another, the latter not included. */
    public void read(
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws CannotAuditException {
        Collection<TopicPartition> open = to.keySet().stream()
                .filter(partition -> from.getOrDefault(partition, 0L) < to.getOrDefault(partition, 0L))
                .toList();
        consumer.assign(open);
        // a partition that stays assigned also stays paused
        consumer.resume(open);
        for (TopicPartition partition : open) {
            consumer.seek(partition, from.getOrDefault(partition, 0L));
        }
        int idle = 0;
        while (!open.isEmpty()) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                long end = to.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                if (record.offset() < end) {
                    each.accept(record);
                }
            }
            idle = records.isEmpty() ? idle + 1 : 0;
            if (idle > POLLS_WITHOUT_PROGRESS) {
                throw new CannotAuditException("Kafka stopped answering while " + open + " was read");
            }
            List<TopicPartition> left = open.stream()
                    .filter(partition -> consumer.position(partition) < to.getOrDefault(partition, 0L))
                    .toList();
            if (left.size() < open.size()) {
                open = left;
                List<TopicPartition> done = consumer.assignment().stream()
                        .filter(partition -> !left.contains(partition))
                        .toList();
                consumer.pause(done);
            }
        }
    }

    /** Hands over every record of a topic, in order within a partition. */
    public void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) throws CannotAuditException {
        read(Map.of(), ends(topic), each);
    }

    /** Hands over the newest value of each key. Works partition by partition, so that only a part of the topic is in memory. */
    public void readLatest(String topic, BiConsumer<String, byte[]> each) throws CannotAuditException {
        for (Map.Entry<TopicPartition, Long> partition : ends(topic).entrySet()) {
            Map<String, byte[]> latest = new HashMap<>();
            read(Map.of(), Map.ofEntries(partition), entry -> {
                String key = entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
                if (entry.value() == null) {
                    latest.remove(key);
                } else {
                    latest.put(key, entry.value());
                }
            });
            latest.forEach(each);
        }
    }

    /** Whether there is any record between two positions; transactions leave markers that are none. */
    public boolean hasRecords(TopicPartition partition, long from, long to) throws CannotAuditException {
        consumer.assign(List.of(partition));
        consumer.resume(List.of(partition));
        consumer.seek(partition, from);
        int idle = 0;
        while (consumer.position(partition) < to) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                return record.offset() < to;
            }
            idle++;
            if (idle > POLLS_WITHOUT_PROGRESS) {
                throw new CannotAuditException("Kafka stopped answering while " + partition + " was read");
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
