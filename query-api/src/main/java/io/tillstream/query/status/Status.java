package io.tillstream.query.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the tables are behind the log.
 *
 * @param caughtUp whether every record that is in the log now is in the tables
 * @param topics each partition that is projected
 * @param freshThrough everything that reached the log up to here is in the tables: now when caught up, else when the oldest of the newest records of the
 *     lagging partitions reached the log; null when that is not known
 * @param refused records skipped since the start, because they cannot become a row
 */
public record Status(
        boolean caughtUp, List<Partition> topics, @Nullable Instant freshThrough, long refused) {

    /**
     * One partition.
     *
     * @param offset every record before it is in the tables; null while this instance does not project it
     * @param endOffset the offset after the last committed record of the log; null when the log is not reachable
     */
    public record Partition(
            String topic,
            int partition,
            @Nullable Long offset,
            @Nullable Long endOffset) {

        boolean isCaughtUp() {
            return offset != null && endOffset != null && offset >= endOffset;
        }
    }
}
