package io.tillstream.ingest.wire.posthog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Devices;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.PersonalDetails;
import io.tillstream.ingest.wire.SenderClock;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.segment.SegmentMessages;
import io.tillstream.ingest.wire.vocabulary.SegmentVocabulary;
import io.tillstream.ingest.wire.vocabulary.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /batch/}: events with a {@code distinct_id}; the key is {@code api_key} in the body. Names are those of Segment's e-commerce specification, and
 * PostHog's own, which begin with a {@code $}. https://posthog.com/docs/api/capture
 */
public final class PosthogFormat implements WireFormat {

    private static final String OWN = "$";

    @Override
    public String name() {
        return "posthog";
    }

    @Override
    public List<String> paths() {
        return List.of("/batch/", "/batch");
    }

    @Override
    public Proof proof() {
        return Proof.ANYWHERE;
    }

    @Override
    public Map<String, Object> greeting() {
        return Map.of("status", "Ok");
    }

    @Override
    public String keyPlace() {
        return "as api_key in the body, ";
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        JsonBody body = JsonBody.batch(request.body(), "batch", request.maxEvents());
        String sentAt = Json.text(body.head(), "sent_at", "sentAt");
        return new WireBatch(
                Json.text(body.head(), "api_key", "token"),
                body,
                (event, index, receivedAt) -> map(event, sentAt, receivedAt));
    }

    private static Mapped map(JsonNode sent, @Nullable String sentAt, Instant receivedAt) throws UnmappableException {
        String id = Json.text(sent, "uuid", "messageId", "properties.$insert_id");
        ObjectNode properties = Json.object(sent, "properties");
        CanonicalEvent event = new CanonicalEvent(
                id == null ? UUID.randomUUID().toString() : id,
                "unknown",
                SenderClock.corrected(Json.text(sent, "timestamp"), sentAt, receivedAt));
        who(sent, properties, event);
        context(properties, event);
        String name = Json.text(sent, "event");
        if (name != null && name.startsWith(OWN)) {
            return own(name, sent, properties, event);
        }
        JsonNode details = properties.get("$set");
        removeOwn(properties);
        Term term = name == null ? null : SegmentVocabulary.TABLE.find(name);
        if (term == null) {
            throw SegmentMessages.unknown("event", name, properties, event);
        }
        if (term.action() == null) {
            return Mapped.ignored(String.valueOf(term.ignoredBecause()));
        }
        SegmentVocabulary.TABLE.fill(term, properties, event);
        return details == null || details.isEmpty() ? Mapped.to(event) : Mapped.to(event, event.details(details));
    }

    /** A visitor not known yet has an id that PostHog made up: it says so, or the device has the same one. */
    private static void who(JsonNode sent, ObjectNode properties, CanonicalEvent event) {
        String distinct = Json.text(sent, "distinct_id", "properties.distinct_id");
        boolean anonymous = isFalse(properties.get("$is_identified"))
                || isFalse(properties.get("$process_person_profile"))
                || (distinct != null && distinct.equals(Json.text(properties, "$device_id")));
        event.by(anonymous ? null : distinct, anonymous ? distinct : Json.text(properties, "$anon_distinct_id"));
    }

    private static boolean isFalse(@Nullable JsonNode flag) {
        return flag != null && flag.isBoolean() && !flag.booleanValue();
    }

    private static void context(ObjectNode properties, CanonicalEvent event) {
        event.session(Json.text(properties, "$session_id"));
        event.browser(Json.text(properties, "$raw_user_agent"));
        String library = Json.text(properties, "$lib");
        event.context("channel", Devices.channel(library, library == null ? null : library.replace("posthog-", "")));
        event.context(
                "device",
                Devices.device(Json.text(properties, "$device_type"), Json.text(properties, "$raw_user_agent")));
        event.context("country", Json.text(properties, "$geoip_country_code"));
        event.context("location", Json.text(properties, "$geoip_city_name"));
        event.campaign(
                Json.text(properties, "utm_source"),
                Json.text(properties, "utm_medium"),
                Json.text(properties, "utm_campaign"));
    }

    private static Mapped own(String name, JsonNode sent, ObjectNode properties, CanonicalEvent event)
            throws UnmappableException {
        switch (name) {
            case "$pageview", "$screen" -> {
                event.action(Action.PAGE_VIEW);
                event.put("url", Json.text(properties, "$current_url"));
                event.put("title", Json.text(properties, "title", "$title", "$screen_name"));
                removeOwn(properties);
                properties.properties().forEach(property -> event.keep(property.getKey(), property.getValue()));
                return Mapped.to(event);
            }
            case "$identify" -> {
                details(sent, event.action(Action.IDENTIFY));
                return Mapped.to(event);
            }
            case "$set" -> {
                details(sent, event.action(Action.CUSTOMER_UPDATED));
                return Mapped.to(event);
            }
            case "$create_alias", "$merge_dangerously" -> {
                String alias = Json.text(properties, "alias");
                if (alias == null) {
                    throw new UnmappableException("properties.alias", "must be given: the visitor's other id", event);
                }
                return Mapped.to(event.action(Action.IDENTIFY).by(Json.text(sent, "distinct_id"), alias));
            }
            default -> {
                return Mapped.ignored("events of PostHog's own that are not named in the table");
            }
        }
    }

    private static void details(JsonNode sent, CanonicalEvent event) {
        for (String place : List.of("properties.$set", "$set", "properties.$set_once", "$set_once")) {
            PersonalDetails.put(Json.object(sent, place), event);
        }
    }

    private static void removeOwn(ObjectNode properties) {
        List<String> own = new ArrayList<>();
        properties.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(OWN) || name.startsWith("utm_")) {
                own.add(name);
            }
        });
        properties.remove(own);
    }
}
