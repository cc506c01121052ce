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
import io.tillstream.ingest.wire.vocabulary.Ga4Vocabulary;
import io.tillstream.ingest.wire.vocabulary.Term;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
    private static final int MAX_USER_PROPERTIES = 25;
    private static final List<String> RESERVED_PREFIXES = List.of("firebase_", "google_", "ga_");
    // written by Google's own tags, and read here
    private static final Set<String> SESSIONS = Set.of("ga_session_id", "ga_session_number");
    private static final List<String> BOUNDS = List.of(
            "must be from ",
            "must be above ",
            "must not be above ",
            "must not be below ",
            "must not be negative",
            "is before 1970",
            "is more than 24 hours ahead");
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
        if (Json.object(client, "user_properties").size() > MAX_USER_PROPERTIES) {
            messages.add("user_properties", "A request has at most 25 user properties.", "EXCEEDED_MAX_ENTITIES");
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
        parameters(event, path + ".params", messages);
        try {
            for (CanonicalEvent canonical :
                    Ga4Format.map(client, event, receivedAt).events()) {
                Cleaned cleaned = privacy.clean(canonical.tree(), Door.OTHER_TRACKERS, UNCOUNTED);
                reader.read(PrivacyDoor.bytes(cleaned.event()), receivedAt);
            }
        } catch (UnmappableException e) {
            messages.add(path + "." + e.field(), e.reason(), "VALUE_INVALID");
        } catch (InvalidEventException e) {
            if (e.field().equals("customer_id") && Json.text(client, "client_id", "app_instance_id") == null) {
                return; // said of the whole body
            }
            String field = sendersField(path, name, e.field());
            boolean time = e.field().equals("timestamp") && !isOutOfBounds(e.reason());
            String reason = time ? "must be a number of microseconds since 1970" : e.reason();
            messages.add(field, field + " " + reason, code(reason));
        }
    }

    private static void parameters(JsonNode event, String path, Messages messages) {
        JsonNode sent = Json.at(event, "params");
        if (sent != null && !sent.isObject()) {
            messages.add(path, "The parameters must be an object.", "VALUE_INVALID");
        }
        ObjectNode parameters = Json.object(event, "params");
        if (parameters.size() > MAX_PARAMETERS) {
            messages.add(path, "An event has at most 25 parameters.", "EXCEEDED_MAX_ENTITIES");
        }
        parameters.properties().forEach(parameter -> {
            String name = parameter.getKey();
            if (!NAME.matcher(name).matches()) {
                messages.add(
                        path + "." + name,
                        "A name begins with a letter and has at most 40 letters, digits and underscores.",
                        "NAME_INVALID");
            } else if (RESERVED_PREFIXES.stream().anyMatch(name::startsWith) && !SESSIONS.contains(name)) {
                messages.add(path + "." + name, "Names that begin like this are reserved.", "NAME_RESERVED");
            }
        });
    }

    /** Where a field of the canonical form stands in the body. */
    private static String sendersField(String path, String name, String field) {
        Term term = Ga4Vocabulary.TABLE.find(name);
        return switch (field) {
            case "customer_id" -> "user_id";
            case "anonymous_id" -> "client_id";
            case "timestamp" -> path + ".timestamp_micros";
            case "$" -> path;
            default -> path + ".params." + (term == null ? field : Ga4Vocabulary.TABLE.sendersField(term, field));
        };
    }

    private static String code(String reason) {
        if (reason.startsWith("must be given") || reason.startsWith("must hold at least one")) {
            return "VALUE_REQUIRED";
        }
        return isOutOfBounds(reason) ? "VALUE_OUT_OF_BOUNDS" : "VALUE_INVALID";
    }

    private static boolean isOutOfBounds(String reason) {
        return reason.contains("; at most ") || BOUNDS.stream().anyMatch(reason::startsWith);
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
