package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.privacy.Admission;
import io.tillstream.ingest.privacy.Cleaned;
import io.tillstream.ingest.privacy.Door;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.privacy.Signals;
import io.tillstream.ingest.privacy.Withheld;
import io.tillstream.ingest.privacy.WithheldCount;
import io.tillstream.ingest.publish.EventBatch;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.RejectedEvent;
import io.tillstream.ingest.wire.WireResult.Quarantined;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of a body in a wire format. Each is read, checked and sent by itself. One that is wrong goes to the topic of rejected events with its reason, because
 * the clients of these formats throw a batch away that is refused. Thread-safe.
 */
public final class WireIntake {

    private final EventReader reader;
    private final PrivacyDoor privacy;
    private final PlanCheck plan;
    private final EventPublisher publisher;
    private final WireMetrics metrics;
    private final Clock clock;

    /** Checks with the reader, the door and the tracking plan, and sends with the publisher. */
    public WireIntake(
            EventReader reader,
            PrivacyDoor privacy,
            PlanCheck plan,
            EventPublisher publisher,
            WireMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.privacy = privacy;
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
     * @param signals what the request says of the person behind it
     * @return completes when Kafka has acknowledged all events, the rejected ones too; exceptionally with
     *     {@link io.tillstream.ingest.publish.KafkaUnavailableException} when it has not
     */
    CompletionStage<WireResult> take(WireBatch batch, String format, String writeKey, Signals signals) {
        Taking taking = new Taking(publisher.begin(), format, writeKey, signals, clock.instant());
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
        private final Signals signals;
        private final Instant receivedAt;
        private final List<Quarantined> quarantined = new ArrayList<>();
        private int accepted;
        private int ignored;
        private WithheldCount withheldCount = WithheldCount.NONE;

        Taking(EventBatch out, String format, String writeKey, Signals signals, Instant receivedAt) {
            this.out = out;
            this.format = format;
            this.writeKey = writeKey;
            this.signals = signals;
            this.receivedAt = receivedAt;
        }

        void take(WireBatch batch, int index) {
            JsonNode sent = batch.elements().element(index);
            if (sent == null || !sent.isObject()) {
                quarantine(
                        index,
                        null,
                        "$",
                        noEvent(batch.elements(), index, sent),
                        privacy.aside(batch.elements().bytes(index)));
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
                        privacy.aside(soFar == null ? batch.elements().bytes(index) : soFar.bytes()));
            }
        }

        /** Why an element is no event. */
        private static String noEvent(JsonBody body, int index, @Nullable JsonNode sent) {
            if (body.isTooLarge(index)) {
                return String.format(
                        Locale.ROOT,
                        "is %,d bytes long; an event has at most %,d, and only these are kept here",
                        body.length(index),
                        EventBounds.MAX_DOCUMENT_BYTES);
            }
            return sent == null
                    ? "is not JSON that can be read: it is broken, lies too deep, or holds a number or a name that is too long"
                    : "must be an object: one event";
        }

        /** Sends what is right of one event and keeps aside what is not; if any is not, the event counts as quarantined. */
        private void send(List<CanonicalEvent> events, int index) {
            int wrong = quarantined.size();
            Withheld why = null;
            for (CanonicalEvent event : events) {
                Withheld withheld = sendCleaned(event, index, wrong);
                why = why == null ? withheld : why;
            }
            if (quarantined.size() > wrong) {
                return;
            }
            if (why == null) {
                accepted++;
            } else {
                withheldCount = withheldCount.and(why);
            }
        }

        /** Sends an event, and what was found in it that is personal as one of its own. */
        private @Nullable Withheld sendCleaned(CanonicalEvent event, int index, int wrong) {
            Signals known = signals.ofBrowser(event.browser());
            Cleaned cleaned;
            try {
                cleaned = privacy.clean(event.tree(), Door.OTHER_TRACKERS, writeKey);
            } catch (InvalidEventException e) {
                complain(index, wrong, event.eventId(), e, privacy.aside(event.bytes()));
                return null;
            }
            Withheld why = send(cleaned.event(), known, index, wrong);
            if (why == null && cleaned.details() != null) {
                send(cleaned.details(), known, index, wrong);
            }
            return why;
        }

        private @Nullable Withheld send(ObjectNode event, Signals known, int index, int wrong) {
            byte[] bytes = PrivacyDoor.bytes(event);
            try {
                CommerceEvent right = reader.read(bytes, receivedAt);
                Admission admission = privacy.judge(right, writeKey, known);
                if (admission.withheld() == null) {
                    plan.check(writeKey, right);
                    admission.events().forEach(out::add);
                }
                return admission.withheld();
            } catch (InvalidEventException e) {
                complain(index, wrong, Json.text(event, "event_id"), e, bytes);
                return null;
            }
        }

        /** Keeps an event aside; the answer names the first complaint about what was sent. */
        private void complain(int index, int wrong, @Nullable String id, InvalidEventException e, byte[] bytes) {
            reject(e.field(), e.reason(), bytes);
            if (quarantined.size() == wrong) {
                quarantined.add(new Quarantined(index, id, e.field(), e.reason()));
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
            return new WireResult(accepted, List.copyOf(quarantined), ignored, withheldCount);
        }
    }
}
