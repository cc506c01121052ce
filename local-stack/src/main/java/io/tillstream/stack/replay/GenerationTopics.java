package io.tillstream.stack.replay;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The topics of generations on the broker: makes, measures and deletes them. */
final class GenerationTopics implements AutoCloseable {

    private final Admin admin;

    /**
     * How far an engine has read the log of events.
     *
     * @param read events before the committed positions
     * @param total events in the log
     */
    record Position(long read, long total) {

        double ratio() {
            return total == 0 ? 1 : (double) read / total;
        }
    }

    GenerationTopics(KafkaAccess kafka) {
        admin = Admin.create(kafka.client(Map.of()));
    }

    /** Makes what a generation lacks, with as many partitions as the log has: a customer lies in the same one everywhere. */
    void create(Generation generation) throws ExecutionException, InterruptedException {
        TopicProvisioner.createMissing(admin, partitions(), generation);
    }

    private int partitions() throws ExecutionException, InterruptedException {
        String events = TopicCatalogue.EVENTS.name();
        return admin.describeTopics(List.of(events))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get()
                .partitions()
                .size();
    }

    /** How far the engine of a generation has read. */
    Position position(Generation generation) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions(); partition++) {
            asked.put(new TopicPartition(TopicCatalogue.EVENTS.name(), partition), OffsetSpec.latest());
        }
        var ends = admin.listOffsets(asked).all().get();
        var committed = admin.listConsumerGroupOffsets(generation.applicationId())
                .partitionsToOffsetAndMetadata()
                .get();
        long read = 0;
        long total = 0;
        for (var end : ends.entrySet()) {
            total += end.getValue().offset();
            var at = committed.get(end.getKey());
            read += at == null ? 0 : at.offset();
        }
        return new Position(Math.min(read, total), total);
    }

    /** Ends of all outputs of a generation; they stand still when nothing is published any more. */
    Map<TopicPartition, Long> outputEnds(Generation generation) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        List<String> names = generation.ownTopics().stream()
                .filter(topic -> !topic.kind().isInternal())
                .map(TopicSpec::name)
                .filter(name -> !name.equals(generation.topic(TopicCatalogue.MODELS)))
                .toList();
        admin.describeTopics(names).allTopicNames().get().values().forEach(topic -> topic.partitions()
                .forEach(partition ->
                        asked.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Whether the engine of a generation has cut points; before it has, no customer has scores. */
    boolean hasCutPoints(Generation generation) throws ExecutionException, InterruptedException {
        TopicPartition models = new TopicPartition(generation.topic(TopicCatalogue.MODELS), 0);
        return admin.listOffsets(Map.of(models, OffsetSpec.latest()))
                        .partitionResult(models)
                        .get()
                        .offset()
                > 0;
    }

    /**
     * Deletes the topics and the group of a generation; what is not there any more is passed over.
     *
     * @return how many topics there were
     */
    int delete(Generation generation) throws ExecutionException, InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(generation.applicationId()))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        Set<String> own =
                generation.ownTopics().stream().map(TopicSpec::name).collect(Collectors.toCollection(HashSet::new));
        List<String> doomed = admin.listTopics().names().get().stream()
                .filter(name -> own.contains(name) || generation.isChangelog(name))
                // what ways in refuse stands there whichever generation is shown
                .filter(name -> !name.equals(TopicCatalogue.REJECTED.name()))
                .toList();
        admin.deleteTopics(doomed).all().get();
        return doomed.size();
    }

    @Override
    public void close() {
        admin.close();
    }
}
