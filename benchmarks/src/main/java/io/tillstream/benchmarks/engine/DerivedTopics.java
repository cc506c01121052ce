package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.plain.PlainTopology;
import io.tillstream.benchmarks.plain.WholePlainTopology;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Everything but the events: made anew for each of the measured programs, so that none finds what another has left. */
final class DerivedTopics {

    static final int PARTITIONS = 4;

    private static final long PAUSE_MILLIS = 200;

    private DerivedTopics() {}

    /** Deletes all topics that are there but that of the events, and creates those that the programs write to. */
    static void renew(Admin admin) throws ExecutionException, InterruptedException {
        for (List<String> old = derived(admin); !old.isEmpty(); old = derived(admin)) {
            delete(admin, old);
            // the broker's view may lag behind what was deleted
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        TopicProvisioner.createMissing(admin, PARTITIONS);
        admin.createTopics(Stream.of(PlainTopology.OUTPUTS, WholePlainTopology.OUTPUTS, LoopTopics.CHANGELOGS)
                        .flatMap(List::stream)
                        .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "4194304")))
                        .toList())
                .all()
                .get();
    }

    private static List<String> derived(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> !name.equals(TopicCatalogue.EVENTS.name()))
                .toList();
    }

    private static void delete(Admin admin, List<String> topics) throws ExecutionException, InterruptedException {
        for (KafkaFuture<Void> deleted :
                admin.deleteTopics(topics).topicNameValues().values()) {
            try {
                deleted.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }
}
