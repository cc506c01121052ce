package io.tillstream.streams.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How much of the local state is read back from its changelogs. Offsets are counted, which include what transactions and compaction leave behind, so the
 * share is of the way to go rather than of records. Thread-safe.
 */
final class RestoreProgress implements StateRestoreListener {

    /**
     * The way of one partition of one store.
     *
     * @param total offsets to go through
     * @param left offsets still before it
     */
    private record Way(long total, long left) {}

    private final Map<TopicPartition, Way> ways = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        ways.put(partition, new Way(Math.max(0, to - from), Math.max(0, to - from)));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long restored) {
        ways.computeIfPresent(
                partition, (key, way) -> new Way(way.total(), Math.max(1, way.left() - Math.max(0, restored))));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        ways.computeIfPresent(partition, (key, way) -> new Way(way.total(), 0));
        if (!isRestoring()) {
            ways.clear();
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        ways.remove(partition);
    }

    /** Forgets an instance that is gone. */
    void reset() {
        ways.clear();
    }

    /** Whether some state is not there yet. */
    boolean isRestoring() {
        return ways.values().stream().anyMatch(way -> way.left() > 0);
    }

    /** Partitions of stores that are not there yet. */
    long openPartitions() {
        return ways.values().stream().filter(way -> way.left() > 0).count();
    }

    /** Offsets still to go through. */
    long left() {
        return ways.values().stream().mapToLong(Way::left).sum();
    }

    /** Share of the way that is done, 0–1; 1 when nothing is to be restored. */
    double ratio() {
        long total = ways.values().stream().mapToLong(Way::total).sum();
        return total == 0 ? 1 : 1 - (double) left() / total;
    }
}
