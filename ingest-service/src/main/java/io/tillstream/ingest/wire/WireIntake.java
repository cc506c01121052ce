package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.publish.EventBatch;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.RejectedEvent;
import io.tillstream.ingest.wire.WireResult.Quarantined;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of a body in a wire format. Each is read, checked and sent by itself. One that is wrong goes to the topic of rejected events with its reason, because
 * the clients of these formats throw a batch away that is refused. Thread-safe.
 */
public final class WireIntake {

    private final EventReader reader;
    private final PlanCheck plan;
    private final EventPublisher publisher;
    private final WireMetrics metrics;
    private final Clock clock;

    /** Checks with the reader and the tracking plan, and sends with the publisher. */
    public WireIntake(EventReader reader, PlanCheck plan, EventPublisher publisher, WireMetrics metrics, Clock clock) {
        this.reader = reader;
        this.plan = plan;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes all events of a body.
     *
     * @param format name of the wire format
     * @param writeKey name of the key that sent it
     * @return completes when Kafka has acknowledged all events, the rejected ones too; exceptionally with
     *     {@link io.tillstream.ingest.publish.KafkaUnavailableException} when it has not
     */
    CompletionStage<WireResult> take(WireBatch batch, String format, String writeKey) {
        Taking taking = new Taking(publisher.begin(), format, writeKey, clock.instant());
        for (int i = 0; i < batch.elements().size() && !taking.out.hasFailed(); i++) {
            taking.take(batch, i);
        }
        WireResult result = taking.result();
        return taking.out.finish().thenApply(acknowledged -> {
            metrics.settled(format, result);
            return result;
        });
    }

    /** The events of one body, one after the other. */
    private final class Taking {

        private final EventBatch out;
        private final String format;
        private final String writeKey;
        private final Instant receivedAt;
        private final List<Quarantined> quarantined = new ArrayList<>();
        private int accepted;
        private int ignored;

        Taking(EventBatch out, String format, String writeKey, Instant receivedAt) {
            this.out = out;
            this.format = format;
            this.writeKey = writeKey;
            this.receivedAt = receivedAt;
        }

        void take(WireBatch batch, int index) {
            JsonNode sent = batch.elements().element(index);
            if (sent == null || !sent.isObject()) {
                String reason = sent == null ? "is not valid JSON" : "must be an object";
                quarantine(index, null, "$", reason, batch.elements().bytes(index));
                return;
            }
            try {
                Mapped mapped = batch.mapper().map(sent, index, receivedAt);
                if (mapped.ignoredBecause() == null) {
                    send(mapped.events(), index);
                } else {
                    ignored++;
                }
            } catch (UnmappableException e) {
                CanonicalEvent soFar = e.soFar();
                quarantine(
                        index,
                        soFar == null ? null : soFar.eventId(),
                        e.field(),
                        e.reason(),
                        soFar == null ? batch.elements().bytes(index) : soFar.bytes());
            }
        }

        /** Sends what is right of one event and keeps aside what is not; if any is not, the event counts as quarantined. */
        private void send(List<CanonicalEvent> events, int index) {
            int wrong = quarantined.size();
            for (CanonicalEvent event : events) {
                for (CanonicalEvent each : event.withDetailsApart()) {
                    byte[] bytes = each.bytes();
                    try {
                        CommerceEvent right = reader.read(bytes, receivedAt);
                        plan.check(writeKey, right);
                        out.add(right);
                    } catch (InvalidEventException e) {
                        reject(e.field(), e.reason(), bytes);
                        if (quarantined.size() == wrong) {
                            quarantined.add(new Quarantined(index, each.eventId(), e.field(), e.reason()));
                        }
                    }
                }
            }
            if (quarantined.size() == wrong) {
                accepted++;
            }
        }

        private void quarantine(int index, @Nullable String eventId, String field, String reason, byte[] bytes) {
            reject(field, reason, bytes);
            quarantined.add(new Quarantined(index, eventId, field, reason));
        }

        private void reject(String field, String reason, byte[] bytes) {
            out.reject(new RejectedEvent(bytes, field, reason, format, writeKey));
        }

        WireResult result() {
            return new WireResult(accepted, List.copyOf(quarantined), ignored);
        }
    }
}
