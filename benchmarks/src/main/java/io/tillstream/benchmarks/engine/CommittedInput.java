package io.tillstream.benchmarks.engine;

import static java.util.Objects.requireNonNull;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Says when a consumer group has committed all events, and all cell deltas that came of them. */
final class CommittedInput {

    private static final long PAUSE_MILLIS = 200;

    private final Admin admin;
    private final String group;

    CommittedInput(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Returns when all is committed.
     *
     * @param running whether it can still come to that
     * @throws IllegalStateException when it no longer can
     */
    void await(BooleanSupplier running) throws ExecutionException, InterruptedException {
        List<TopicPartition> events = partitions(TopicCatalogue.EVENTS.name());
        List<TopicPartition> deltas = partitions(TopicCatalogue.CELL_DELTAS.name());
        // in this order: nothing is added to the deltas once all events are committed
        for (List<TopicPartition> input : List.of(events, deltas)) {
            while (!isCommitted(input)) {
                if (!running.getAsBoolean()) {
                    throw new IllegalStateException("the topology stopped before all was committed");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private boolean isCommitted(List<TopicPartition> input) throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        input.stream().collect(Collectors.toMap(Function.identity(), part -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata reached = committed.get(end.getKey());
            long offset = reached == null ? 0 : reached.offset();
            return offset >= end.getValue().offset();
        });
    }

    private List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        TopicDescription description = requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        return description.partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
