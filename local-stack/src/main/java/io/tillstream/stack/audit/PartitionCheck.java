package io.tillstream.stack.audit;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;

/** Holds each partition's books: every record of the log is counted, a repetition, no customer's, or lies on the topic of rejected records. */
final class PartitionCheck {

    private final Map<Integer, PartitionTally> recounted;
    private final Map<Integer, Long> rejected = new HashMap<>();

    PartitionCheck(Map<Integer, PartitionTally> recounted) {
        this.recounted = recounted;
    }

    /** Notes a record found on the topic of rejected records, by where it came from. */
    void foundRejected(String origin) {
        int dash = origin.lastIndexOf('-');
        int at = origin.lastIndexOf('@');
        if (dash >= 0 && at > dash && origin.startsWith(TopicCatalogue.EVENTS.name())) {
            rejected.merge(Integer.parseInt(origin, dash + 1, at, 10), 1L, Long::sum);
        }
    }

    void finish(Family family) {
        recounted.forEach((partition, tally) -> {
            family.compared(Place.TOPICS);
            long accountedFor = tally.accountedFor(rejected.getOrDefault(partition, 0L));
            if (accountedFor != tally.records) {
                family.differs(
                        Place.TOPICS, "partition " + partition, "records accounted for", tally.records, accountedFor);
            }
        });
    }
}
