package io.tillstream.contracts.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue that a cluster lacks. Any number of services may do so at once. */
public final class TopicProvisioner {

    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 100;

    private TopicProvisioner() {}

    /**
     * Creates what is missing and this user may create, leaves what exists as it is, and returns when all of it can be written to.
     *
     * @param partitions partitions of each topic that is not bound to one; changing it later needs a replay into new topics
     * @throws ExecutionException when the cluster refuses for another reason than that the topic exists
     */
    public static void createMissing(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        createMissing(admin, partitions, Generation.FIRST);
    }

    /**
     * Creates what is missing of one generation and this user may create, leaves what exists as it is, and returns when all of it can be written to.
     *
     * @param partitions partitions of each topic that is not bound to one
     * @throws ExecutionException when the cluster refuses for another reason than that the topic exists
     */
    public static void createMissing(Admin admin, int partitions, Generation generation)
            throws ExecutionException, InterruptedException {
        // asked first: who may not create topics can still work where an operator has made them
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> topics = generation.topics().stream()
                .filter(spec -> !existing.contains(spec.name()))
                .map(spec -> new NewTopic(
                                spec.name(), Optional.of(spec.singlePartition() ? 1 : partitions), Optional.empty())
                        .configs(spec.config()))
                .toList();
        Set<String> there = generation.topics().stream()
                .map(TopicSpec::name)
                .filter(existing::contains)
                .collect(Collectors.toCollection(HashSet::new));
        for (Map.Entry<String, KafkaFuture<Void>> created :
                admin.createTopics(topics).values().entrySet()) {
            if (isThere(created.getValue())) {
                there.add(created.getKey());
            }
        }
        awaitLeaders(admin, there);
    }

    /** False for a topic that this user may neither see nor create; it is the operator's then, and none of this user's business. */
    private static boolean isThere(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            throw e;
        }
    }

    /**
     * Waits until each partition is served. A topic exists a moment before its broker takes records; of an idempotent producer's first two batches, sent
     * in that moment, the broker may refuse the first and take the second, and then refuses the first for ever (KAFKA-15591).
     */
    private static void awaitLeaders(Admin admin, Set<String> names) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (TopicDescription topic : describe(admin, names)) {
            topic.partitions()
                    .forEach(partition -> partitions.put(
                            new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        admin.listOffsets(partitions).all().get();
    }

    /** Brokers learn of a new topic one after the other. */
    private static Collection<TopicDescription> describe(Admin admin, Set<String> names)
            throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return admin.describeTopics(names).allTopicNames().get().values();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
