package io.tillstream.ingest.events;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.privacy.Admission;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.privacy.Signals;
import io.tillstream.ingest.privacy.Withheld;
import io.tillstream.ingest.privacy.WithheldCount;
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

    private final PrivacyDoor privacy;
    private final PlanCheck plan;
    private final EventPublisher publisher;
    private final IntakeLimits limits;
    private final IntakeMetrics metrics;
    private final Clock clock;

    /** Checks with the door and the tracking plan, and sends with the publisher. */
    public EventIntake(
            PrivacyDoor privacy,
            PlanCheck plan,
            EventPublisher publisher,
            IntakeLimits limits,
            IntakeMetrics metrics,
            Clock clock) {
        this.privacy = privacy;
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
     * @param signals what the request says of the person behind it
     * @return completes when Kafka has acknowledged all that were right; exceptionally with
     *     {@link io.tillstream.ingest.publish.KafkaUnavailableException} when it has not
     * @throws BodyException when the body as a whole cannot be taken
     */
    CompletionStage<IntakeResult> take(byte[] body, BodyFormat format, String sender, Signals signals)
            throws BodyException {
        return take(body, format, sender, signals, event -> {});
    }

    /**
     * The same.
     *
     * @param right told of each event that is right, before it is sent
     */
    CompletionStage<IntakeResult> take(
            byte[] body, BodyFormat format, String sender, Signals signals, Consumer<CommerceEvent> right)
            throws BodyException {
        List<EventSplitter.Slice> slices = EventSplitter.split(body, format, limits.maxEvents());
        Instant receivedAt = clock.instant();
        List<Rejection> rejections = new ArrayList<>();
        WithheldCount withheld = WithheldCount.NONE;
        EventBatch batch = publisher.begin();
        for (int i = 0; i < slices.size() && !batch.hasFailed(); i++) {
            EventSplitter.Slice slice = slices.get(i);
            try {
                Admission admission = privacy.take(body, slice.offset(), slice.length(), receivedAt, sender, signals);
                Withheld why = admission.withheld();
                if (why != null) {
                    withheld = withheld.and(why);
                    continue;
                }
                CommerceEvent event = admission.events().getFirst();
                plan.check(sender, event);
                admission.events().forEach(batch::add);
                right.accept(event);
            } catch (InvalidEventException e) {
                rejections.add(new Rejection(i, EventIds.find(body, slice), e.field(), e.reason()));
            }
        }
        IntakeResult result = new IntakeResult(
                slices.size() - rejections.size() - withheld.total(), List.copyOf(rejections), withheld);
        return batch.finish().thenApply(acknowledged -> {
            metrics.settled(result, body.length);
            return result;
        });
    }
}
