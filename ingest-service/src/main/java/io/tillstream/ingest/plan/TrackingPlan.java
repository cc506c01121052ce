package io.tillstream.ingest.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.event.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of each write key, by the key's name.
 *
 * @param keys a name of {@code *} stands for all others
 */
public record TrackingPlan(Map<String, OfKey> keys) {

    /** Nothing is expected of anybody. */
    public static final TrackingPlan NONE = new TrackingPlan(Map.of());

    private static final String OTHERS = "*";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What is expected of one key.
     *
     * @param enforce whether an event that is otherwise is refused; usually it is taken and counted
     * @param actions those expected, by name
     */
    public record OfKey(boolean enforce, Map<String, OfAction> actions) {

        public OfKey {
            actions = actions == null ? Map.of() : Map.copyOf(actions);
        }
    }

    /**
     * What is expected of an action.
     *
     * @param required fields that must be there, as {@code session_id}, {@code context.channel}, {@code properties.list}, {@code items[].category}
     * @param properties the only names expected in {@code properties}; null for any
     */
    public record OfAction(
            List<String> required,
            @JsonProperty("properties") @Nullable List<String> properties) {

        public OfAction {
            required = required == null ? List.of() : List.copyOf(required);
        }
    }

    public TrackingPlan {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
    }

    /**
     * Reads a plan: {@code {"keys":{"web-shop":{"actions":{"add_to_cart":{"required":["session_id"]}}}}}}.
     *
     * @throws IllegalArgumentException when it is none; the message says what is wrong
     */
    public static TrackingPlan of(String json) {
        TrackingPlan plan;
        try {
            plan = MAPPER.readValue(json, TrackingPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no tracking plan: " + e.getOriginalMessage(), e);
        }
        plan.keys.forEach((key, expected) -> expected.actions().forEach((action, fields) -> {
            if (Action.ofWireName(action) == null) {
                throw new IllegalArgumentException("keys." + key + ".actions: there is no action " + action);
            }
            fields.required().forEach(field -> PlannedField.check("keys." + key + ".actions." + action, field));
        }));
        return plan;
    }

    /** What is expected of a key; null when nothing is. */
    public @Nullable OfKey expectedOf(String key) {
        OfKey own = keys.get(key);
        return own == null ? keys.get(OTHERS) : own;
    }

    /** The plan of one key, as it is shown. */
    Map<String, Object> shown(String key) {
        Map<String, Object> shown = new LinkedHashMap<>();
        OfKey expected = expectedOf(key);
        shown.put("key", key);
        shown.put("enforce", expected != null && expected.enforce());
        shown.put("actions", expected == null ? Map.of() : expected.actions());
        return shown;
    }
}
