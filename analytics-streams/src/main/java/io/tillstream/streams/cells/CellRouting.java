package io.tillstream.streams.cells;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Which partition owns a cell: that of Kafka's default for the cell's name. Remembers how many partitions there are, so that changes to cells of one owner can travel
 * in one record. One for all tasks; safe for several threads.
 */
public final class CellRouting implements StreamPartitioner<byte[], byte[]> {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int numPartitions) {
        count.set(numPartitions);
        return Optional.of(Set.of(partitionOf(key, numPartitions)));
    }

    /** Number of partitions, 0 before the first record was sent. */
    int count() {
        return count.get();
    }

    static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
