package io.tillstream.ingest.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** A field of an event as plans name it: names with dots, {@code []} behind a list for each of its elements. */
final class PlannedField {

    private static final Pattern SHAPE = Pattern.compile("[^.\\[\\]]+(\\[])?(\\.[^.\\[\\]]+(\\[])?)*");
    private static final String EACH = "[]";

    private PlannedField() {}

    static void check(String where, String field) {
        if (!SHAPE.matcher(field).matches()) {
            throw new IllegalArgumentException(
                    where + ": " + field + " is no field such as properties.list or items[].category");
        }
    }

    /** Whether an event has the field; of a list, whether each element has. */
    static boolean isIn(JsonNode event, String field) {
        int dot = field.indexOf('.');
        String name = dot < 0 ? field : field.substring(0, dot);
        boolean each = name.endsWith(EACH);
        JsonNode value = event.path(each ? name.substring(0, name.length() - EACH.length()) : name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (dot < 0) {
            return true;
        }
        String rest = field.substring(dot + 1);
        if (!each) {
            return isIn(value, rest);
        }
        for (JsonNode element : value) {
            if (!isIn(element, rest)) {
                return false;
            }
        }
        return true;
    }
}
