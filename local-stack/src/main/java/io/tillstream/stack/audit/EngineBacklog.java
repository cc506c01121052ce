package io.tillstream.stack.audit;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the analytics engine has not counted yet. */
public final class EngineBacklog implements AutoCloseable {

    /** The consumer group of the engine of the first generation. */
    static final String GROUP = Generation.FIRST.applicationId();

    /** Events first, what follows from them second. */
    static final List<String> TOPICS = List.of(
            TopicCatalogue.EVENTS.name(), TopicCatalogue.IDENTITY_MOVES.name(), TopicCatalogue.CELL_DELTAS.name());

    private final Admin admin;
    private final TopicReader reader;
    private final Generation generation;

    EngineBacklog(Admin admin, TopicReader reader, Generation generation) {
        this.admin = admin;
        this.reader = reader;
        this.generation = generation;
    }

    /**
     * Looks at the engine of a cluster.
     *
     * @throws CannotAuditException when Kafka is not there
     */
    public static EngineBacklog at(KafkaAccess kafka, Generation generation) throws CannotAuditException {
        return new EngineBacklog(Admin.create(kafka.client(Map.of())), new TopicReader(kafka, generation), generation);
    }

    /**
     * Records that the engine has not committed, events and cell deltas together.
     *
     * @throws CannotAuditException when Kafka does not say
     */
    public long records() throws CannotAuditException, InterruptedException {
        long left = 0;
        for (String topic : TOPICS) {
            left += of(topic);
        }
        return left;
    }

    /**
     * Records of a topic that the engine has not committed, transaction markers aside.
     *
     * @throws CannotAuditException when Kafka does not say
     */
    public long of(String topic) throws CannotAuditException, InterruptedException {
        Map<TopicPartition, Long> ends = reader.ends(topic);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata at = of(committed, end.getKey());
            long from = at == null ? 0 : at.offset();
            if (from < end.getValue() && reader.hasRecords(end.getKey(), from, end.getValue())) {
                lag += end.getValue() - from;
            }
        }
        return lag;
    }

    private static @Nullable OffsetAndMetadata of(
            Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        return committed.get(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws CannotAuditException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(generation.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotAuditException("Kafka does not say how far the engine is: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
