package io.tillstream.ingest.events;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.publish.EventBatch;
import io.tillstream.ingest.publish.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Takes the events of one body: each is read, checked and sent by itself, so that a wrong one harms no other. Thread-safe. */
public final class EventIntake {

    private final EventReader reader;
    private final PlanCheck plan;
    private final EventPublisher publisher;
    private final IntakeLimits limits;
    private final IntakeMetrics metrics;
    private final Clock clock;

    /** Checks with the reader and the tracking plan, and sends with the publisher. */
    public EventIntake(
            EventReader reader,
            PlanCheck plan,
            EventPublisher publisher,
            IntakeLimits limits,
            IntakeMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.plan = plan;
        this.publisher = publisher;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Reads, checks and sends the events of a body.
     *
     * @param sender name of the write key
     * @return completes when Kafka has acknowledged all that were right; exceptionally with
     *     {@link io.tillstream.ingest.publish.KafkaUnavailableException} when it has not
     * @throws BodyException when the body as a whole cannot be taken
     */
    CompletionStage<IntakeResult> take(byte[] body, BodyFormat format, String sender) throws BodyException {
        return take(body, format, sender, event -> {});
    }

    /**
     * The same.
     *
     * @param right told of each event that is right, before it is sent
     */
    CompletionStage<IntakeResult> take(byte[] body, BodyFormat format, String sender, Consumer<CommerceEvent> right)
            throws BodyException {
        List<EventSplitter.Slice> slices = EventSplitter.split(body, format, limits.maxEvents());
        Instant receivedAt = clock.instant();
        List<Rejection> rejections = new ArrayList<>();
        EventBatch batch = publisher.begin();
        for (int i = 0; i < slices.size() && !batch.hasFailed(); i++) {
            EventSplitter.Slice slice = slices.get(i);
            try {
                CommerceEvent event = reader.read(body, slice.offset(), slice.length(), receivedAt);
                plan.check(sender, event);
                batch.add(event);
                right.accept(event);
            } catch (InvalidEventException e) {
                rejections.add(new Rejection(i, EventIds.find(body, slice), e.field(), e.reason()));
            }
        }
        IntakeResult result = new IntakeResult(slices.size() - rejections.size(), List.copyOf(rejections));
        return batch.finish().thenApply(acknowledged -> {
            metrics.settled(result, body.length);
            return result;
        });
    }
}
