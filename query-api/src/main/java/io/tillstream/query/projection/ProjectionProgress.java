package io.tillstream.query.projection;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the tables are, as readers of other threads see it. Thread-safe. */
public final class ProjectionProgress {

    /**
     * @param offset every record before it is in the tables
     * @param appendedAt when the newest record in the tables reached the log; null before the first
     * @param lag records of the log that are not yet in the tables, as of the last fetch
     */
    public record Position(long offset, @Nullable Instant appendedAt, long lag) {}

    private final Map<TopicPartition, Position> positions = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> projected = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile Consumer<Instant> written = appendedAt -> {};

    void at(TopicPartition partition, Position position) {
        positions.put(partition, position);
    }

    void count(String topic, int records) {
        projected.computeIfAbsent(topic, name -> new AtomicLong()).addAndGet(records);
    }

    void countRefused() {
        refused.incrementAndGet();
    }

    /** A batch is in the tables whose newest record of one partition reached the log then. */
    void written(Instant appendedAt) {
        written.accept(appendedAt);
    }

    /** Lets someone hear of each batch and partition when the newest record reached the log, as soon as its row is there. */
    public void onWritten(Consumer<Instant> listener) {
        written = listener;
    }

    /** A group of topics stopped: where it stands is not known until it runs again. */
    void stopped(Iterable<String> topics) {
        for (String topic : topics) {
            positions.keySet().removeIf(partition -> partition.topic().equals(topic));
        }
    }

    /** The position of each partition that is being projected now. */
    public Map<TopicPartition, Position> positions() {
        return Map.copyOf(positions);
    }

    /** Records of a topic that are not yet in the tables. */
    public long lag(String topic) {
        return positions.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(entry -> entry.getValue().lag())
                .sum();
    }

    /** Records of a topic written since the start. */
    public long projected(String topic) {
        AtomicLong count = projected.get(topic);
        return count == null ? 0 : count.get();
    }

    /** Records skipped since the start, because they cannot become a row. */
    public long refused() {
        return refused.get();
    }
}
