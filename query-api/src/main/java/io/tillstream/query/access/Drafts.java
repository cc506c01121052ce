package io.tillstream.query.access;

import io.tillstream.query.request.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what clients send, naming the field. */
final class Drafts {

    static final int LONGEST_NAME = 100;

    private Drafts() {}

    /** A name: 1 to 100 characters, none of them a control character, no space around it. */
    static String name(String field, @Nullable String name) {
        if (name == null
                || name.isBlank()
                || !name.equals(name.strip())
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(field, "a text of 1 to " + LONGEST_NAME + " characters without spaces around it");
        }
        return name;
    }

    /** A text that must be there. */
    static String text(String field, @Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 1_000 || text.indexOf('\0') >= 0) {
            throw Problem.invalid(field, "a text of 1 to 1,000 characters");
        }
        return text;
    }

    static String oneOf(String field, @Nullable String value, List<String> values) {
        if (value == null || !values.contains(value)) {
            throw Problem.invalid(field, "one of " + String.join(", ", values));
        }
        return value;
    }

    /** The body, which must be there. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw Problem.invalid("$", "a JSON object");
        }
        return body;
    }

    /** The number in an address. */
    static long number(String id, String what) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.notFound(what);
        }
    }
}
