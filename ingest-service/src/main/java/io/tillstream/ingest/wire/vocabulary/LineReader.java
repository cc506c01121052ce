package io.tillstream.ingest.wire.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lines of products as senders write them. A value that is no number stays as it is, so that the check of the event names it. */
final class LineReader {

    private static final String CANONICAL_LIST = "items";
    private static final List<String> NUMBERS = List.of("price", "quantity");

    private final ItemFields fields;

    LineReader(ItemFields fields) {
        this.fields = fields;
    }

    /** The lines of a list; what the vocabulary does not name stays beside each line. Null when there is no list. */
    @Nullable
    ArrayNode list(ObjectNode event) {
        String name = event.get(fields.list()) instanceof ArrayNode ? fields.list() : CANONICAL_LIST;
        if (!(event.get(name) instanceof ArrayNode products)) {
            return null;
        }
        event.remove(name);
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (JsonNode product : products) {
            lines.add(product instanceof ObjectNode object ? line(object, true) : product);
        }
        return lines;
    }

    /** The one line that an event's own fields are; null when they name no product. */
    @Nullable
    ArrayNode own(ObjectNode event) {
        ObjectNode line = line(event, false);
        return line.has("product_id") ? JsonNodeFactory.instance.arrayNode().add(line) : null;
    }

    private ObjectNode line(ObjectNode product, boolean withRest) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        fields.names().forEach((canonical, senders) -> {
            JsonNode value = take(product, senders);
            if (value != null) {
                line.set(canonical, NUMBERS.contains(canonical) ? Json.number(value) : asText(value));
            }
        });
        if (!line.has("product_id") && line.has("title")) {
            line.set("product_id", line.get("title"));
        }
        discount(product, line);
        if (withRest) {
            product.properties().forEach(field -> {
                if (!line.has(field.getKey())) {
                    line.set(field.getKey(), field.getValue());
                }
            });
        }
        return line;
    }

    private void discount(ObjectNode product, ObjectNode line) {
        BigDecimal sent = Json.decimal(product, fields.discountField());
        BigDecimal price = Json.decimal(line, "price");
        if (sent == null || price == null) {
            return;
        }
        BigDecimal quantity = line.has("quantity") ? Json.decimal(line, "quantity") : BigDecimal.ONE;
        if (quantity == null || (fields.discount() == ItemFields.Discount.LIST_PRICE && sent.compareTo(price) <= 0)) {
            return;
        }
        product.remove(fields.discountField());
        switch (fields.discount()) {
            case OF_LINE -> line.set("discount", DecimalNode.valueOf(sent));
            case OF_UNIT -> {
                line.set("price", DecimalNode.valueOf(price.add(sent)));
                line.set("discount", DecimalNode.valueOf(sent.multiply(quantity)));
            }
            case LIST_PRICE -> {
                line.set("price", DecimalNode.valueOf(sent));
                line.set("discount", DecimalNode.valueOf(sent.subtract(price).multiply(quantity)));
            }
        }
    }

    /** Takes the first of some fields that has a value; the others stay. */
    static @Nullable JsonNode take(ObjectNode event, List<String> names) {
        for (String name : names) {
            JsonNode value = event.get(name);
            if (value != null
                    && !value.isNull()
                    && !(value.isTextual() && value.textValue().isBlank())) {
                event.remove(name);
                return value;
            }
        }
        return null;
    }

    private static JsonNode asText(JsonNode value) {
        String text = Json.asText(value);
        return text == null ? value : JsonNodeFactory.instance.textNode(text);
    }
}
