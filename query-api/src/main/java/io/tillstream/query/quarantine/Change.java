package io.tillstream.query.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tillstream.query.request.Problem;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One change of a document.
 *
 * @param path the field
 * @param name for {@link Kind#RENAME} its new name, in the same place
 * @param to for {@link Kind#MOVE} where it goes
 * @param value for {@link Kind#SET}
 */
record Change(
        Kind kind,
        FieldPath path,
        @Nullable String name,
        @Nullable FieldPath to,
        @Nullable JsonNode value) {

    private static final int MOST_VALUE_CHARACTERS = 20_000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}([.,]\\d{1,9})?");

    /** What is done. */
    enum Kind {
        /** Gives the field a value, whether or not it has one. */
        SET,
        /** Gives the field a value that no other record has, and the same one each time: the record's id. */
        GENERATE,
        /** Takes the field away. */
        REMOVE,
        /** Gives the field another name. */
        RENAME,
        /** Takes the field to another place. */
        MOVE,
        /** Makes a number of a text such as 12.50 or 12,50. */
        NUMBER;

        static Kind of(@Nullable String op, String parameter) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(java.util.Locale.ROOT).equals(op)) {
                    return kind;
                }
            }
            throw Problem.invalid(parameter, "one of set, generate, remove, rename, move, number");
        }
    }

    /**
     * Reads a change that a client sent.
     *
     * @param parameter its name in complaints
     */
    static Change of(QuarantineRequests.@Nullable ChangeDraft draft, String parameter) {
        if (draft == null) {
            throw Problem.invalid(parameter, "an object with op and path");
        }
        Kind kind = Kind.of(draft.op(), parameter + ".op");
        FieldPath path = path(draft.path(), parameter + ".path");
        boolean needsName = kind != Kind.SET && kind != Kind.REMOVE;
        if (needsName && !path.endsInName()) {
            throw Problem.invalid(parameter + ".path", "must end in the name of a field");
        }
        return new Change(
                kind,
                path,
                kind == Kind.RENAME ? name(draft.to(), parameter + ".to") : null,
                kind == Kind.MOVE ? target(path, draft.to(), parameter) : null,
                kind == Kind.SET ? value(draft.value(), parameter + ".value") : null);
    }

    private static FieldPath path(@Nullable String text, String parameter) {
        try {
            return FieldPath.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(parameter, String.valueOf(e.getMessage()));
        }
    }

    private static String name(@Nullable String text, String parameter) {
        if (text == null || text.isEmpty() || text.length() > FieldPath.MOST_CHARACTERS) {
            throw Problem.invalid(parameter, "the new name of the field");
        }
        return text;
    }

    private static FieldPath target(FieldPath path, @Nullable String text, String parameter) {
        FieldPath to = path(text, parameter + ".to");
        if (path.meansEvery() || to.meansEvery() || !to.endsInName()) {
            throw Problem.invalid(parameter + ".to", "a single field moves to a single field; [*] means many");
        }
        return to;
    }

    private static JsonNode value(@Nullable JsonNode value, String parameter) {
        if (value == null || value.toString().length() > MOST_VALUE_CHARACTERS) {
            throw Problem.invalid(parameter, "a value of at most " + MOST_VALUE_CHARACTERS + " characters");
        }
        return value;
    }

    /**
     * Changes a document; one that has no such field stays as it is.
     *
     * @param id of the record
     */
    void apply(ObjectNode document, String id) {
        if (kind == Kind.MOVE && to != null) {
            move(document, to);
            return;
        }
        boolean create = kind == Kind.SET || kind == Kind.GENERATE;
        for (JsonNode holder : path.holders(document, create)) {
            if (holder instanceof ObjectNode object && path.last() instanceof FieldPath.Name(String field)) {
                inObject(object, field, id);
            } else if (holder instanceof ArrayNode array) {
                inArray(array);
            }
        }
    }

    private void inObject(ObjectNode object, String field, String id) {
        switch (kind) {
            case SET -> object.set(field, value == null ? null : value.deepCopy());
            case GENERATE -> object.put(field, id);
            case REMOVE -> object.remove(field);
            case RENAME -> {
                JsonNode moved = object.remove(field);
                if (moved != null && name != null) {
                    object.set(name, moved);
                }
            }
            case NUMBER -> {
                if (object.get(field) instanceof TextNode text
                        && NUMBER.matcher(text.textValue().strip()).matches()) {
                    object.put(field, new BigDecimal(text.textValue().strip().replace(',', '.')));
                }
            }
            case MOVE -> throw new IllegalStateException("goes to another place");
        }
    }

    private void inArray(ArrayNode array) {
        switch (path.last()) {
            case FieldPath.Index(int index) -> {
                if (index < array.size() && kind == Kind.SET && value != null) {
                    array.set(index, value.deepCopy());
                } else if (kind == Kind.REMOVE) {
                    array.remove(index);
                }
            }
            case FieldPath.Every every -> {
                if (kind == Kind.REMOVE) {
                    array.removeAll();
                } else if (kind == Kind.SET && value != null) {
                    for (int i = 0; i < array.size(); i++) {
                        array.set(i, value.deepCopy());
                    }
                }
            }
            case FieldPath.Name name -> {}
        }
    }

    private void move(ObjectNode document, FieldPath target) {
        for (JsonNode from : path.holders(document, false)) {
            if (!(from instanceof ObjectNode object) || !(path.last() instanceof FieldPath.Name(String field))) {
                continue;
            }
            JsonNode moved = object.remove(field);
            if (moved == null) {
                continue;
            }
            for (JsonNode holder : target.holders(document, true)) {
                if (holder instanceof ObjectNode into && target.last() instanceof FieldPath.Name(String name)) {
                    into.set(name, moved);
                    return;
                }
            }
            object.set(field, moved);
        }
    }
}
