package io.tillstream.query.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a field stands in a document, written as refusals write it: {@code items[0].price}, {@code properties.email}; {@code items[*].price} means that of all
 * items. A backslash takes the character after it as it is.
 */
record FieldPath(List<Step> steps) {

    static final int MOST_CHARACTERS = 500;

    private static final int MOST_STEPS = 32;
    private static final int MOST_INDEX = 100_000;

    /** From a value to one inside it. */
    sealed interface Step {}

    /** A field of an object. */
    record Name(String name) implements Step {}

    /** An element of an array. */
    record Index(int index) implements Step {}

    /** Each element of an array. */
    record Every() implements Step {}

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException when it is none; the message says what it should be
     */
    static FieldPath of(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw wrong();
        }
        List<Step> steps = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean named = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(++i));
                named = true;
            } else if (c == '.' || c == '[') {
                boolean afterBracket = i > 0 && text.charAt(i - 1) == ']' && !named;
                endName(steps, name, named, afterBracket);
                named = false;
                if (c == '[') {
                    int end = text.indexOf(']', i);
                    steps.add(inBrackets(end < 0 ? "" : text.substring(i + 1, end)));
                    i = end;
                    boolean goesOn = i + 1 < text.length();
                    if (goesOn && text.charAt(i + 1) != '.' && text.charAt(i + 1) != '[') {
                        throw wrong();
                    }
                } else if (i + 1 == text.length()) {
                    throw wrong();
                }
            } else {
                name.append(c);
                named = true;
            }
        }
        if (named) {
            steps.add(new Name(name.toString()));
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS || !(steps.getFirst() instanceof Name)) {
            throw wrong();
        }
        return new FieldPath(List.copyOf(steps));
    }

    private static void endName(List<Step> steps, StringBuilder name, boolean named, boolean afterBracket) {
        if (named) {
            steps.add(new Name(name.toString()));
            name.setLength(0);
        } else if (!afterBracket) {
            throw wrong();
        }
    }

    private static Step inBrackets(String text) {
        if (text.equals("*")) {
            return new Every();
        }
        try {
            int index = Integer.parseInt(text);
            if (index >= 0 && index <= MOST_INDEX) {
                return new Index(index);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong();
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("a field such as items[0].price, or items[*].price for all items");
    }

    Step last() {
        return steps.getLast();
    }

    boolean endsInName() {
        return last() instanceof Name;
    }

    boolean meansEvery() {
        return steps.stream().anyMatch(Every.class::isInstance);
    }

    /** The one field of the whole event that it means, if it is so short. */
    @Nullable
    String topLevelName() {
        return steps.size() == 1 && steps.getFirst() instanceof Name name ? name.name() : null;
    }

    /**
     * What holds the field: none when the document has no such place, several for {@code [*]}.
     *
     * @param create whether objects on the way that are missing are made
     */
    List<JsonNode> holders(ObjectNode document, boolean create) {
        List<JsonNode> holders = List.of(document);
        for (int i = 0; i + 1 < steps.size(); i++) {
            List<JsonNode> next = new ArrayList<>();
            boolean make = create && steps.get(i + 1) instanceof Name;
            for (JsonNode holder : holders) {
                step(holder, steps.get(i), make, next);
            }
            holders = next;
        }
        return holders;
    }

    private static void step(JsonNode holder, Step step, boolean make, List<JsonNode> next) {
        switch (step) {
            case Name(String name)
            when holder instanceof ObjectNode object -> {
                JsonNode inner = object.get(name);
                if ((inner == null || inner.isNull()) && make) {
                    next.add(object.putObject(name));
                } else if (inner != null) {
                    next.add(inner);
                }
            }
            case Index(int index)
            when holder instanceof ArrayNode array -> {
                if (index < array.size()) {
                    next.add(array.get(index));
                }
            }
            case Every every when holder instanceof ArrayNode array -> array.forEach(next::add);
            default -> {}
        }
    }
}
