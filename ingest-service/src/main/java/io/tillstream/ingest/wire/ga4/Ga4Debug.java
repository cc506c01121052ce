package io.tillstream.ingest.wire.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.privacy.Cleaned;
import io.tillstream.ingest.privacy.Door;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /debug/mp/collect}: says what would be wrong with a body, and sends nothing.
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 */
public final class Ga4Debug {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final int MAX_PARAMETERS = 25;
    // https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names
    private static final Set<String> RESERVED = Set.of(
            "ad_activeview",
            "ad_click",
            "ad_exposure",
            "ad_query",
            "ad_reward",
            "adunit_exposure",
            "app_clear_data",
            "app_exception",
            "app_install",
            "app_remove",
            "app_store_refund",
            "app_update",
            "app_upgrade",
            "dynamic_link_app_open",
            "dynamic_link_app_update",
            "dynamic_link_first_open",
            "error",
            "firebase_campaign",
            "firebase_in_app_message_action",
            "firebase_in_app_message_dismiss",
            "firebase_in_app_message_impression",
            "first_open",
            "first_visit",
            "in_app_purchase",
            "notification_dismiss",
            "notification_foreground",
            "notification_open",
            "notification_receive",
            "os_update",
            "session_start",
            "session_start_with_rollout",
            "user_engagement");

    // what is only looked at is nobody's
    private static final String UNCOUNTED = "";

    private final EventReader reader;
    private final PrivacyDoor privacy;

    /** Checks with the reader that events are checked with when they are sent. */
    public Ga4Debug(EventReader reader, PrivacyDoor privacy) {
        this.reader = reader;
        this.privacy = privacy;
    }

    /** {@code {"validationMessages":[…]}}; the list is empty when nothing is wrong. */
    public byte[] validate(byte[] body, int maxEvents, Instant receivedAt) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        Messages messages = new Messages(answer.putArray("validationMessages"));
        try {
            check(JsonBody.batch(body, "events", maxEvents), messages, receivedAt);
        } catch (BodyException e) {
            messages.add("", String.valueOf(e.getMessage()), "VALUE_INVALID");
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void check(JsonBody body, Messages messages, Instant receivedAt) {
        ObjectNode client = body.head();
        if (Json.text(client, "client_id", "app_instance_id") == null) {
            messages.add("client_id", "Measurement requires a client_id or an app_instance_id.", "VALUE_REQUIRED");
        }
        if (body.size() == 0) {
            messages.add("events", "Measurement requires at least one event.", "VALUE_REQUIRED");
        }
        if (body.size() > Ga4Format.MAX_EVENTS) {
            messages.add("events", "A request has at most 25 events.", "EXCEEDED_MAX_ENTITIES");
        }
        for (int i = 0; i < body.size(); i++) {
            event(client, body.element(i), "events[" + i + "]", messages, receivedAt);
        }
    }

    private void event(
            ObjectNode client, @Nullable JsonNode event, String path, Messages messages, Instant receivedAt) {
        String name = Json.text(event, "name");
        if (event == null || name == null) {
            messages.add(path + ".name", "An event requires a name.", "VALUE_REQUIRED");
            return;
        }
        if (!NAME.matcher(name).matches()) {
            messages.add(
                    path + ".name",
                    "A name begins with a letter and has at most 40 letters, digits and underscores.",
                    "NAME_INVALID");
            return;
        }
        if (RESERVED.contains(name)) {
            messages.add(path + ".name", "This name is reserved.", "NAME_RESERVED");
            return;
        }
        if (Json.object(event, "params").size() > MAX_PARAMETERS) {
            messages.add(path + ".params", "An event has at most 25 parameters.", "EXCEEDED_MAX_ENTITIES");
        }
        try {
            for (CanonicalEvent canonical :
                    Ga4Format.map(client, event, receivedAt).events()) {
                Cleaned cleaned = privacy.clean(canonical.tree(), Door.OTHER_TRACKERS, UNCOUNTED);
                reader.read(PrivacyDoor.bytes(cleaned.event()), receivedAt);
            }
        } catch (UnmappableException e) {
            messages.add(path + "." + e.field(), e.reason(), "VALUE_INVALID");
        } catch (InvalidEventException e) {
            boolean missing = e.reason().startsWith("must be given");
            messages.add(path, e.field() + " " + e.reason(), missing ? "VALUE_REQUIRED" : "VALUE_INVALID");
        }
    }

    private record Messages(ArrayNode list) {
        void add(String path, String description, String code) {
            list.addObject()
                    .put("fieldPath", path)
                    .put("description", description)
                    .put("validationCode", code);
        }
    }
}
