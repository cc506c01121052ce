package io.tillstream.ingest.events;

import io.tillstream.ingest.privacy.WithheldCount;
import java.util.List;

/**
 * What became of the events of one request.
 *
 * @param accepted events that Kafka acknowledged
 * @param rejections those that are wrong, in the order of the request
 * @param withheld the others: right, and not kept
 */
record IntakeResult(int accepted, List<Rejection> rejections, WithheldCount withheld) {

    /** Whether the request had events and none was right. */
    boolean isAllRejected() {
        return accepted == 0 && withheld.total() == 0 && !rejections.isEmpty();
    }
}
