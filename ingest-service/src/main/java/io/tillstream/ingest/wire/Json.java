package io.tillstream.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values out of JSON trees as senders write them: ids as numbers, prices as texts, empty texts for nothing. */
public final class Json {

    /** Keeps decimals exactly as they were sent. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // names are the senders', and so could fill the JVM's table of interned strings
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

    // before and after the point: more than any amount or quantity has, and than a double can have
    private static final int MAX_DIGITS = 400;

    private Json() {}

    /** The value at a path of names joined by dots; null when there is none, or a JSON null. */
    public static @Nullable JsonNode at(@Nullable JsonNode tree, String path) {
        JsonNode node = tree;
        for (String name : path.split("\\.", -1)) {
            node = node == null ? null : node.get(name);
        }
        return node == null || node.isNull() ? null : node;
    }

    /** The text or number at the first of some paths that has one, as text; null when none has. */
    public static @Nullable String text(@Nullable JsonNode tree, String... paths) {
        return text(tree, List.of(paths));
    }

    /** The text or number at the first of some paths that has one, as text; null when none has. */
    public static @Nullable String text(@Nullable JsonNode tree, List<String> paths) {
        for (String path : paths) {
            String text = asText(at(tree, path));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A text or number as text; null when it is neither, or blank. */
    public static @Nullable String asText(@Nullable JsonNode value) {
        if (value == null || !(value.isTextual() || value.isNumber())) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** A number that may have been sent as text; anything else stays what it is, so that it is refused with its reason. */
    public static JsonNode number(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue().strip();
            if (NUMBER.matcher(text).matches()) {
                return DecimalNode.valueOf(new BigDecimal(text));
            }
        }
        return value;
    }

    /**
     * The number at a path, which may have been sent as text; null when there is none that one can reckon with: 1e999999999 is a number too, and a sum with it has a gigabyte of
     * digits.
     */
    public static @Nullable BigDecimal decimal(@Nullable JsonNode tree, String path) {
        JsonNode value = at(tree, path);
        JsonNode number = value == null ? null : number(value);
        if (number == null || !number.isNumber()) {
            return null;
        }
        BigDecimal decimal = number.decimalValue();
        long digits = (long) decimal.precision() - decimal.scale();
        return digits > MAX_DIGITS || decimal.scale() > MAX_DIGITS ? null : decimal;
    }

    /** The object at a path; an empty one when there is none. */
    public static ObjectNode object(@Nullable JsonNode tree, String path) {
        return at(tree, path) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
