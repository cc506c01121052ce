package io.tillstream.stack.broker;

import io.tillstream.contracts.kafka.KafkaAccess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionMetadata;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.jspecify.annotations.Nullable;

/** What the transaction coordinator once decided, read from its own log. */
final class TransactionDecisions {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaAccess kafka;

    /**
     * How a transaction ended.
     *
     * @param commit whether it was to be committed
     * @param epoch the producer's epoch that its end carries
     */
    record Decision(boolean commit, short epoch) {}

    TransactionDecisions(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /**
     * The last decision on a transaction with records in the partition.
     *
     * @param producerId of its records
     * @param epoch of its records; its end may carry the next one
     * @return null when the coordinator never decided, or has forgotten
     */
    @Nullable
    Decision on(TopicPartition partition, long producerId, int epoch) {
        Decision last = null;
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                kafka.client(Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> parts = log.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            log.assign(parts);
            log.seekToBeginning(parts);
            Map<TopicPartition, Long> ends = log.endOffsets(parts);
            while (parts.stream().anyMatch(part -> log.position(part) < ends.getOrDefault(part, 0L))) {
                for (ConsumerRecord<byte[], byte[]> entry : log.poll(POLL)) {
                    Decision decision = decision(entry, partition, producerId, epoch);
                    last = decision == null ? last : decision;
                }
            }
        }
        return last;
    }

    private static @Nullable Decision decision(
            ConsumerRecord<byte[], byte[]> entry, TopicPartition partition, long producerId, int epoch) {
        if (entry.value() == null
                || !(TransactionLog.read(ByteBuffer.wrap(entry.key()), ByteBuffer.wrap(entry.value()))
                        instanceof TransactionLog.TxnRecord record)) {
            return null;
        }
        TransactionMetadata transaction = record.metadata();
        boolean commit = transaction.state() == TransactionState.PREPARE_COMMIT;
        boolean decided = commit || transaction.state() == TransactionState.PREPARE_ABORT;
        int of = transaction.producerEpoch() - epoch;
        return decided
                        && transaction.producerId() == producerId
                        && (of == 0 || of == 1)
                        && transaction.topicPartitions().contains(partition)
                ? new Decision(commit, transaction.producerEpoch())
                : null;
    }
}
