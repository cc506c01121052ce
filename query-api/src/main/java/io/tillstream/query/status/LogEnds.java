package io.tillstream.query.status;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.kafka.KafkaAccess;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks the log where its partitions end, for readers of committed records. */
@Singleton
class LogEnds {

    private static final int PATIENCE_MILLIS = 4_000;

    private final KafkaAccess kafka;
    private @Nullable Admin admin;

    LogEnds(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }

    /** The ends of all partitions of these topics; fails when the log is not reachable. */
    Uni<Map<TopicPartition, Long>> of(List<String> topics) {
        return Uni.createFrom()
                .completionStage(
                        () -> admin().describeTopics(topics).allTopicNames().toCompletionStage())
                .flatMap(this::ends);
    }

    private Uni<Map<TopicPartition, Long>> ends(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topics.values().forEach(topic -> topic.partitions()
                .forEach(partition ->
                        asked.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        return Uni.createFrom()
                .completionStage(() -> admin().listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .toCompletionStage())
                .map(found -> {
                    Map<TopicPartition, Long> ends = new HashMap<>();
                    found.forEach((partition, end) -> ends.put(partition, end.offset()));
                    return ends;
                });
    }

    private synchronized Admin admin() {
        Admin client = admin;
        if (client == null) {
            client = Admin.create(kafka.client(Map.of(
                    "client.id",
                    "tillstream-query-status",
                    "request.timeout.ms",
                    PATIENCE_MILLIS / 2,
                    "default.api.timeout.ms",
                    PATIENCE_MILLIS)));
            admin = client;
        }
        return client;
    }
}
