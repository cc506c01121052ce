package io.tillstream.ingest.publish;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Puts events on the log. Shared by every way in; thread-safe. */
public interface EventPublisher {

    /**
     * Sends events in this order and completes when Kafka has acknowledged every one with acks=all.
     *
     * <p>Call it from a worker or virtual thread: it may wait up to two seconds for room in the producer's buffer, which is the back-pressure. Callers
     * bound what they have in flight; each unfinished stage holds its events in the producer's buffer.
     *
     * @return completes exceptionally with {@link KafkaUnavailableException} when at least one event was not acknowledged, at once when Kafka is known to
     *     be away, else within about five seconds. Some may have been written all the same: send all again with the same event ids, they count once.
     */
    CompletionStage<Void> publish(List<CommerceEvent> events);

    /** Starts a batch for a caller that makes its events one by one and does not want to hold them all. */
    EventBatch begin();

    /** Whether Kafka answered lately and all topics exist. */
    boolean isAvailable();
}
