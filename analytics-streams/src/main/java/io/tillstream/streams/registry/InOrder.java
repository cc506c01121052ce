package io.tillstream.streams.registry;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records of several partitions in the order in which the log took them, so that what a visitor and a customer of another partition did is seen one after the
 * other. Holds at most what was read of partitions that are ahead.
 */
final class InOrder {

    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_ARRIVAL =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition);

    private final Map<Integer, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new TreeMap<>();

    private final Set<Integer> ended = new HashSet<>();

    InOrder(Iterable<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            waiting.put(partition.partition(), new ArrayDeque<>());
        }
    }

    void add(ConsumerRecord<byte[], byte[]> read) {
        Objects.requireNonNull(waiting.get(read.partition())).add(read);
    }

    /** Nothing more will come of a partition. */
    void end(TopicPartition partition) {
        ended.add(partition.partition());
    }

    int waiting(TopicPartition partition) {
        return Objects.requireNonNull(waiting.get(partition.partition())).size();
    }

    /** The next record; null when one that was taken before may still come. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next() {
        Queue<ConsumerRecord<byte[], byte[]>> first = null;
        for (Map.Entry<Integer, Queue<ConsumerRecord<byte[], byte[]>>> each : waiting.entrySet()) {
            ConsumerRecord<byte[], byte[]> head = each.getValue().peek();
            if (head == null) {
                if (!ended.contains(each.getKey())) {
                    return null;
                }
            } else if (first == null || BY_ARRIVAL.compare(head, Objects.requireNonNull(first.peek())) < 0) {
                first = each.getValue();
            }
        }
        return first == null ? null : first.poll();
    }
}
