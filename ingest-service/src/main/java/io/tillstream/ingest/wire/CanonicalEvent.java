package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.ingest.privacy.PrivacyDoor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A canonical event in the making, not checked yet. What its parts mean is in docs/events.md. */
public final class CanonicalEvent {

    private static final Set<String> TOP_LEVEL =
            Set.of("order_id", "cart_id", "session_id", "currency", "value", "items");
    private static final int DIGEST_CHARS = 64;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ObjectNode context = JsonNodeFactory.instance.objectNode();
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private @Nullable String browser;

    /**
     * @param eventId its id; one that is too long is replaced by its SHA-256
     * @param action what happened, or what the sender calls it while that is not known
     * @param timestamp when, RFC 3339
     */
    public CanonicalEvent(String eventId, String action, String timestamp) {
        json.put("event_id", fitting(eventId));
        json.put("action", action);
        json.put("timestamp", timestamp);
    }

    private CanonicalEvent(ObjectNode like, String eventId, Action action) {
        json.setAll(like);
        json.put("event_id", fitting(eventId));
        json.put("action", action.wireName());
    }

    private CanonicalEvent(ObjectNode whole) {
        json.setAll(whole);
    }

    /** An event that is in canonical or flat form already, with an id and an action. */
    public static CanonicalEvent of(ObjectNode event) {
        return new CanonicalEvent(event);
    }

    /** Says what happened. */
    public CanonicalEvent action(Action action) {
        json.put("action", action.wireName());
        return this;
    }

    /** Says what the sender calls it, while it is not known what it is. */
    public CanonicalEvent named(String name) {
        json.put("action", name);
        return this;
    }

    /** The action's wire name. */
    public String action() {
        return json.get("action").asText();
    }

    /** Says who did it; the ids may be missing. */
    public CanonicalEvent by(@Nullable String customerId, @Nullable String anonymousId) {
        putIfGiven(json, "customer_id", customerId);
        putIfGiven(json, "anonymous_id", anonymousId);
        return this;
    }

    /** Says in which session it happened. */
    public CanonicalEvent session(@Nullable String sessionId) {
        putIfGiven(json, "session_id", sessionId);
        return this;
    }

    /** Says where and with what: {@code channel}, {@code device}, {@code country} or {@code location}. */
    public CanonicalEvent context(String name, @Nullable String text) {
        putIfGiven(context, name, text);
        return this;
    }

    /** Says by which campaign; parts may be missing. */
    public CanonicalEvent campaign(@Nullable String source, @Nullable String medium, @Nullable String name) {
        ObjectNode campaign = JsonNodeFactory.instance.objectNode();
        putIfGiven(campaign, "source", source);
        putIfGiven(campaign, "medium", medium);
        putIfGiven(campaign, "name", name);
        if (!campaign.isEmpty()) {
            context.set("campaign", campaign);
        }
        return this;
    }

    /** Says what the person's browser calls itself. That is asked when the event comes in, and not kept. */
    public CanonicalEvent browser(@Nullable String userAgent) {
        browser = userAgent;
        return this;
    }

    /** What the person's browser calls itself; null when the sender does not say it. */
    @Nullable
    String browser() {
        return browser;
    }

    /** Says whether the person consents to a purpose. */
    public CanonicalEvent consent(String purpose, boolean granted) {
        ObjectNode consent = context.get("consent") instanceof ObjectNode said ? said : context.putObject("consent");
        consent.put(purpose.toLowerCase(Locale.ROOT), granted);
        return this;
    }

    /** Sets a field where the canonical form has it: on the top level or in the properties. */
    public CanonicalEvent put(String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            JsonNode settled = name.equals("currency") && value.isTextual() ? upperCase(value) : value;
            (TOP_LEVEL.contains(name) ? json : properties).set(name, settled);
        }
        return this;
    }

    /** Sets a text where the canonical form has it. */
    public CanonicalEvent put(String name, @Nullable String text) {
        return put(name, text == null ? null : JsonNodeFactory.instance.textNode(text));
    }

    /** The value of a field on the top level, or null. */
    public @Nullable JsonNode get(String name) {
        return json.get(name);
    }

    /** Keeps a field that the canonical form does not name, unless there is one of that name. */
    public void keep(String name, JsonNode value) {
        if (!value.isNull() && !properties.has(name)) {
            properties.set(name, value);
        }
    }

    /** An event of the same person and time that carries these details. */
    public CanonicalEvent details(JsonNode traits) {
        CanonicalEvent details = beside(Action.CUSTOMER_UPDATED, ":set");
        PersonalDetails.put(traits, details);
        return details;
    }

    /** Another event of the same person and time. */
    public CanonicalEvent beside(Action action, String suffix) {
        ObjectNode who = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("timestamp", "customer_id", "anonymous_id")) {
            if (json.has(name)) {
                who.set(name, json.get(name));
            }
        }
        return new CanonicalEvent(who, eventId() + suffix, action);
    }

    /** The event as JSON in UTF-8. */
    public byte[] bytes() {
        return PrivacyDoor.bytes(tree());
    }

    /** The event as a tree of its own. */
    public ObjectNode tree() {
        ObjectNode whole = json.deepCopy();
        if (!context.isEmpty()) {
            whole.set("context", context);
        }
        if (!properties.isEmpty()) {
            whole.set("properties", properties);
        }
        return whole;
    }

    String eventId() {
        return json.get("event_id").asText();
    }

    private static JsonNode upperCase(JsonNode text) {
        return JsonNodeFactory.instance.textNode(text.textValue().strip().toUpperCase(Locale.ROOT));
    }

    private static void putIfGiven(ObjectNode target, String name, @Nullable String text) {
        if (text != null) {
            target.put(name, text);
        }
    }

    /** An id as an event may have it: one that is too long is replaced by its SHA-256. */
    public static String fitting(String id) {
        return id.length() <= EventBounds.MAX_EVENT_ID_CHARS ? id : digest(id.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in hexadecimal: an id for what has none of its own and must be the same each time it is sent. */
    public static String digest(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
