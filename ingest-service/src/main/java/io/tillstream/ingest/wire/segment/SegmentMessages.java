package io.tillstream.ingest.wire.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Devices;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.PersonalDetails;
import io.tillstream.ingest.wire.SenderClock;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.vocabulary.SegmentVocabulary;
import io.tillstream.ingest.wire.vocabulary.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one message of Segment's specification: {@code track}, {@code identify}, {@code page}, {@code screen}, {@code alias}, {@code group}. */
public final class SegmentMessages {

    private static final String VISITOR = "anonymousId";
    private static final String CUSTOMER = "userId";

    private static final String CONSENT_UPDATED = "Segment Consent Preference Updated";

    private SegmentMessages() {}

    /**
     * Maps a message.
     *
     * @param kind its kind where the address says it, or null when the message does
     * @param sentAt when its body was sent, by the sender's clock, unless the message itself says so
     * @throws UnmappableException when it is of no known kind
     */
    public static Mapped map(JsonNode message, @Nullable String kind, @Nullable String sentAt, Instant receivedAt)
            throws UnmappableException {
        String type = kind == null ? Json.text(message, "type") : kind;
        CanonicalEvent event = event(message, sentAt, receivedAt);
        switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "track" -> {
                return track(message, event);
            }
            case "page", "screen" -> {
                return page(message, event);
            }
            case "identify" -> {
                event.action(Action.IDENTIFY);
                PersonalDetails.put(Json.object(message, "traits"), event);
                return Mapped.to(event);
            }
            case "alias" -> {
                return alias(message, event);
            }
            case "group" -> {
                return Mapped.ignored("groups of customers are not analysed");
            }
            default ->
                // kept as it was sent: nobody knows which of its fields matter
                throw new UnmappableException("type", "must be track, identify, page, screen, alias or group", null);
        }
    }

    private static CanonicalEvent event(JsonNode message, @Nullable String sentAt, Instant receivedAt) {
        String id = Json.text(message, "messageId");
        String sent = Json.text(message, "sentAt");
        String happened = Json.text(message, "timestamp", "originalTimestamp");
        CanonicalEvent event = new CanonicalEvent(
                id == null ? UUID.randomUUID().toString() : id,
                "unknown",
                SenderClock.corrected(happened, sent == null ? sentAt : sent, receivedAt));
        event.by(Json.text(message, CUSTOMER), Json.text(message, VISITOR));
        context(message, event);
        return event;
    }

    private static void context(JsonNode message, CanonicalEvent event) {
        JsonNode context = Json.object(message, "context");
        event.session(Json.text(context, "sessionId", "session_id"));
        event.browser(Json.text(context, "userAgent"));
        Json.object(context, "consent.categoryPreferences").properties().forEach(category -> {
            if (category.getValue().isBoolean()) {
                event.consent(category.getKey(), category.getValue().booleanValue());
            }
        });
        event.context(
                "channel",
                Devices.channel(Json.text(message, "channel"), Json.text(context, "device.type", "os.name")));
        event.context("device", Devices.device(Json.text(context, "device.type"), Json.text(context, "userAgent")));
        event.context("country", Json.text(context, "location.country"));
        event.context("location", Json.text(context, "location.city"));
        event.campaign(
                Json.text(context, "campaign.source"),
                Json.text(context, "campaign.medium"),
                Json.text(context, "campaign.name"));
    }

    private static Mapped track(JsonNode message, CanonicalEvent event) throws UnmappableException {
        String name = Json.text(message, "event");
        ObjectNode properties = Json.object(message, "properties");
        if (CONSENT_UPDATED.equals(name)) {
            return consents(message, event);
        }
        Term term = name == null ? null : SegmentVocabulary.TABLE.find(name);
        if (term == null) {
            throw unknown("event", name, properties, event);
        }
        if (term.action() == null) {
            return Mapped.ignored(String.valueOf(term.ignoredBecause()));
        }
        SegmentVocabulary.TABLE.fill(term, properties, event);
        return Mapped.to(event);
    }

    /** The refusal of an event whose name no vocabulary has; all it holds is kept, so that it can be repaired. */
    public static UnmappableException unknown(
            String field, @Nullable String name, ObjectNode properties, CanonicalEvent event) {
        properties.properties().forEach(property -> event.keep(property.getKey(), property.getValue()));
        if (name == null) {
            return new UnmappableException(field, "must be given: the name of what happened", event);
        }
        return new UnmappableException(
                field, "is a name that no vocabulary has; see docs/wire-formats.md", event.named(name));
    }

    private static Mapped page(JsonNode message, CanonicalEvent event) {
        ObjectNode properties = Json.object(message, "properties");
        JsonNode page = Json.object(message, "context.page");
        event.action(Action.PAGE_VIEW);
        String title = Json.text(properties, "title");
        event.put("url", orElse(Json.text(properties, "url"), Json.text(page, "url", "path")));
        event.put("title", orElse(title, orElse(Json.text(message, "name"), Json.text(page, "title"))));
        properties.remove(List.of("url", "title"));
        properties.properties().forEach(property -> event.keep(property.getKey(), property.getValue()));
        return Mapped.to(event);
    }

    /** One event for each purpose: https://segment.com/docs/privacy/consent-management/consent-in-segment-connections */
    private static Mapped consents(JsonNode message, CanonicalEvent event) throws UnmappableException {
        List<CanonicalEvent> events = new ArrayList<>();
        Json.object(message, "context.consent.categoryPreferences").properties().forEach(category -> {
            if (category.getValue().isBoolean()) {
                events.add(event.beside(Action.CONSENT_CHANGED, ":" + category.getKey())
                        .put("purpose", category.getKey().toLowerCase(Locale.ROOT))
                        .put("granted", category.getValue()));
            }
        });
        if (events.isEmpty()) {
            throw new UnmappableException(
                    "context.consent.categoryPreferences", "must be given: purposes with true or false", event);
        }
        return Mapped.to(events);
    }

    /** The visitor's earlier id and the customer's. */
    private static Mapped alias(JsonNode message, CanonicalEvent event) throws UnmappableException {
        String previous = Json.text(message, "previousId", "previous_id");
        if (previous == null) {
            throw new UnmappableException("previousId", "must be given: the id that the customer had before", event);
        }
        return Mapped.to(event.action(Action.IDENTIFY).by(null, previous));
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
