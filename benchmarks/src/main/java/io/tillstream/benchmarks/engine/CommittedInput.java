package io.tillstream.benchmarks.engine;

import static java.util.Objects.requireNonNull;

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

/** Says when a consumer group has committed all of its input: the events, and all that it has sent itself of what came of them. */
final class CommittedInput {

    private static final long PAUSE_MILLIS = 200;

    private final Admin admin;
    private final String group;
    private final List<String> topics;

    /**
     * @param topics the events, and after them those topics whose records come of them
     */
    CommittedInput(Admin admin, String group, List<String> topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    /**
     * Returns when all is committed.
     *
     * @param running whether it can still come to that
     * @throws IllegalStateException when it no longer can
     */
    void await(BooleanSupplier running) throws ExecutionException, InterruptedException {
        // in this order: nothing is added to the others once all events are committed
        for (String topic : topics) {
            List<TopicPartition> input = partitions(topic);
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
