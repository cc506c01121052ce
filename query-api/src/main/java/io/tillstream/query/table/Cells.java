package io.tillstream.query.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values of cells. */
final class Cells {

    private Cells() {}

    /** As one text: empty for nothing, lists of simple values parted by spaces, all else that is nested as JSON. */
    static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isValueNode()) {
            StringJoiner joined = new StringJoiner(" ");
            value.forEach(element -> joined.add(element.asText()));
            return joined.toString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
