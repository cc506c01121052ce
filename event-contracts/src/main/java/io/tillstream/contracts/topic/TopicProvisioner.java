package io.tillstream.contracts.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that a cluster lacks. Any number of services may do so at once. */
public final class TopicProvisioner {

    private TopicProvisioner() {}

    /**
     * Creates what is missing and leaves what exists as it is.
     *
     * @param partitions partitions of each topic that is not bound to one; changing it later needs a replay into new topics
     * @throws ExecutionException when the cluster refuses for another reason than that the topic exists
     */
    public static void createMissing(Admin admin, int partitions) throws ExecutionException, InterruptedException {
        createMissing(admin, partitions, Generation.FIRST);
    }

    /**
     * Creates what is missing of one generation and leaves what exists as it is.
     *
     * @param partitions partitions of each topic that is not bound to one
     * @throws ExecutionException when the cluster refuses for another reason than that the topic exists
     */
    public static void createMissing(Admin admin, int partitions, Generation generation)
            throws ExecutionException, InterruptedException {
        List<NewTopic> topics = generation.topics().stream()
                .map(spec -> new NewTopic(
                                spec.name(), Optional.of(spec.singlePartition() ? 1 : partitions), Optional.empty())
                        .configs(spec.config()))
                .toList();
        for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> created :
                admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
