package io.tillstream.dashboard.feed;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How much is left of what was in the topics when reading began. */
final class CatchUp {

    private final Map<TopicPartition, Long> open = new HashMap<>();
    private final long total;
    private long left;

    /**
     * @param begins first offsets
     * @param ends offsets after the last committed record
     */
    CatchUp(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long length = end.getValue() - begins.getOrDefault(end.getKey(), 0L);
            if (length > 0) {
                open.put(end.getKey(), end.getValue());
                sum += length;
            }
        }
        total = sum;
        left = sum;
    }

    /** Looks at the consumer's positions. */
    boolean isDone(Consumer<?, ?> consumer) {
        left = 0;
        open.entrySet().removeIf(entry -> {
            long missing = entry.getValue() - consumer.position(entry.getKey());
            left += Math.max(0, missing);
            return missing <= 0;
        });
        return open.isEmpty();
    }

    /** Share that has been read, 0–1. */
    double progressRatio() {
        return total == 0 ? 1 : 1 - (double) left / total;
    }
}
