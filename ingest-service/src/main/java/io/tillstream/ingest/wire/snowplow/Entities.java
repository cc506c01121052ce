package io.tillstream.ingest.wire.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.UnmappableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The entities beside an event: products, and what is said of its cart, transaction, refund, checkout and user. */
final class Entities {

    private final ArrayNode products = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode others = JsonNodeFactory.instance.objectNode();
    private @Nullable String userId;
    private int checkoutStep;

    private Entities() {}

    /** Reads the entities of an event; those of other kinds are left out. */
    static Entities read(JsonNode sent) throws UnmappableException {
        Entities entities = new Entities();
        JsonNode envelope = json(sent, "co", "cx");
        if (Json.at(envelope, "data") instanceof ArrayNode list) {
            for (JsonNode entity : list) {
                entities.add(Json.text(entity, "schema"), Json.object(entity, "data"));
            }
        }
        return entities;
    }

    private void add(@Nullable String schema, ObjectNode data) {
        switch (schema == null ? "" : schemaName(schema)) {
            case "product" -> products.add(data);
            case "cart", "transaction", "refund" -> others.setAll(data);
            case "user" -> userId = Json.text(data, "id");
            case "checkout_step" -> {
                checkoutStep = data.path("step").asInt(0);
                others.setAll(data);
            }
            default -> {}
        }
    }

    /** The id of the user entity, or null. */
    @Nullable
    String userId() {
        return userId;
    }

    /** Which step of a checkout it is; 0 when it is none. */
    int checkoutStep() {
        return checkoutStep;
    }

    /** Puts what the entities say beside the event's own fields. */
    void into(ObjectNode fields) {
        others.properties().forEach(field -> {
            if (!fields.has(field.getKey())) {
                fields.set(field.getKey(), field.getValue());
            }
        });
        if (!products.isEmpty()) {
            fields.set("products", products);
        }
    }

    /** A JSON document that stands in a field as text, plain or in Base64; null when neither field is there. */
    static @Nullable JsonNode json(JsonNode sent, String plain, String encoded) throws UnmappableException {
        String text = Json.text(sent, plain);
        String base64 = Json.text(sent, encoded);
        if (text == null && base64 == null) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text != null ? text.getBytes(StandardCharsets.UTF_8) : decoded(base64));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnmappableException(
                    text == null ? encoded : plain, "is not JSON, or not in URL-safe Base64", null);
        }
    }

    private static byte[] decoded(@Nullable String base64) {
        String urlSafe =
                String.valueOf(base64).replace('+', '-').replace('/', '_').replace("=", "");
        return Base64.getUrlDecoder().decode(urlSafe);
    }

    /** {@code product} of {@code iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0}. */
    static String schemaName(String schema) {
        String[] parts = schema.split("/", -1);
        return parts.length > 1 ? parts[1] : schema;
    }
}
