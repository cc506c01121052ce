package io.tillstream.ingest.events;

import java.util.List;

/**
 * What became of the events of one request.
 *
 * @param accepted events that Kafka acknowledged
 * @param rejections the others, in the order of the request
 */
record IntakeResult(int accepted, List<Rejection> rejections) {

    /** Whether the request had events and none was right. */
    boolean isAllRejected() {
        return accepted == 0 && !rejections.isEmpty();
    }
}
