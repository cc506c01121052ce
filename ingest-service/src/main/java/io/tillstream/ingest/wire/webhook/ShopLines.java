package io.tillstream.ingest.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes of a shop system's documents the fields that are needed, and no others: they are full of personal data. */
final class ShopLines {

    private ShopLines() {}

    /** Some fields of an object. */
    static ObjectNode only(JsonNode source, List<String> names) {
        ObjectNode picked = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = Json.at(source, name);
            if (value != null) {
                picked.set(name, value);
            }
        }
        return picked;
    }

    /** Lines made of the elements of a list; null leaves one out. */
    static ArrayNode each(JsonNode source, String list, Function<ObjectNode, @Nullable ObjectNode> line) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        if (Json.at(source, list) instanceof ArrayNode elements) {
            for (JsonNode element : elements) {
                ObjectNode made = element instanceof ObjectNode object ? line.apply(object) : null;
                if (made != null) {
                    lines.add(made);
                }
            }
        }
        return lines;
    }

    /** A number, 0 when it is not there. */
    static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** Sets a line's discount, unless there is none. */
    static void discount(ObjectNode line, BigDecimal discount) {
        if (discount.signum() > 0) {
            line.set("line_discount", DecimalNode.valueOf(discount));
        }
    }
}
