package io.tillstream.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request; every field is asked for with its bounds, and what is wrong is named. */
final class Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;

    private Body(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body; nothing at all counts as an empty object.
     *
     * @param fields the fields there may be
     */
    static Body read(@Nullable String text, List<String> fields) {
        JsonNode object;
        try {
            object = JSON.readTree(text == null || text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    400,
                    "$",
                    "cannot be read as JSON at line " + e.getLocation().getLineNr());
        }
        if (!object.isObject()) {
            throw new ProblemException(400, "$", "must be a JSON object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw ProblemException.wrongField(name, "is not known here; known are " + String.join(", ", fields));
            }
        });
        return new Body(object);
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** A number between two bounds, both included. */
    double number(String field, double low, double high) {
        JsonNode value = object.get(field);
        if (value == null || !value.isNumber() || !(value.doubleValue() >= low && value.doubleValue() <= high)) {
            throw ProblemException.wrongField(field, "must be a number from " + plain(low) + " to " + plain(high));
        }
        return value.doubleValue();
    }

    double number(String field, double low, double high, double otherwise) {
        return has(field) ? number(field, low, high) : otherwise;
    }

    /** A text, or null when it is not there. */
    @Nullable
    String text(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isTextual()) {
            throw ProblemException.wrongField(field, "must be a text");
        }
        return value.textValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
