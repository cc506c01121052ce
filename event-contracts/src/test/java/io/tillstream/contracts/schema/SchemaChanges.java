package io.tillstream.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a schema's change breaks for programs that were written for the released one. Senders are broken by what is no longer taken; readers by what is no longer given, or given
 * otherwise.
 */
final class SchemaChanges {

    /** Who was there before. */
    enum Whom {
        /** They send; what was right must stay right. */
        SENDERS,
        /** They read; what was there must stay there, as it was. */
        READERS
    }

    private static final int MOST_DEPTH = 40;
    private static final List<String> UPPER =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> LOWER =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

    private final Whom whom;
    private final Function<String, JsonNode> released;
    private final Function<String, JsonNode> current;
    private final List<String> broken = new ArrayList<>();

    /**
     * @param released files as they were, by their path
     * @param current as they are; a missing node for one that is gone
     */
    SchemaChanges(Whom whom, Function<String, JsonNode> released, Function<String, JsonNode> current) {
        this.whom = whom;
        this.released = released;
        this.current = current;
    }

    /** What is broken in a file; empty when the change only adds. */
    List<String> of(String file) {
        if (current.apply(file).isMissingNode()) {
            broken.add(file + ": the schema is gone");
        } else {
            compare(
                    file,
                    flat(released, file, released.apply(file), 0),
                    flat(current, file, current.apply(file), 0),
                    0);
        }
        return broken;
    }

    /** A schema with all that its $ref and allOf say, on one level. */
    private record Flat(
            String file, Map<String, JsonNode> properties, Set<String> required, Map<String, JsonNode> rest) {}

    private static Flat flat(Function<String, JsonNode> files, String file, JsonNode schema, int depth) {
        Flat flat = new Flat(file, new LinkedHashMap<>(), new TreeSet<>(), new LinkedHashMap<>());
        collect(files, file, schema, flat, depth);
        return flat;
    }

    private static void collect(Function<String, JsonNode> files, String file, JsonNode schema, Flat into, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        schema.properties().forEach(keyword -> {
            JsonNode value = keyword.getValue();
            switch (keyword.getKey()) {
                case "$ref" -> {
                    String reference = value.asText();
                    int hash = reference.indexOf('#');
                    String target =
                            hash == 0 ? file : sibling(file, hash < 0 ? reference : reference.substring(0, hash));
                    JsonNode root = files.apply(target);
                    JsonNode found =
                            hash < 0 || hash + 1 == reference.length() ? root : root.at(reference.substring(hash + 1));
                    collect(files, target, found, into, depth + 1);
                }
                case "allOf" -> value.forEach(part -> collect(files, file, part, into, depth + 1));
                case "properties" ->
                    value.properties().forEach(property -> into.properties()
                            .put(property.getKey(), placed(file, property.getValue())));
                case "required" -> value.forEach(name -> into.required().add(name.asText()));
                default -> into.rest().put(keyword.getKey(), value);
            }
        });
    }

    /** Remembers in which file a part stands, for the references in it. */
    private static JsonNode placed(String file, JsonNode schema) {
        return JsonNodeFactory.instance.objectNode().put("file", file).set("schema", schema);
    }

    private static String sibling(String file, String reference) {
        return java.nio.file.Path.of(file)
                .resolveSibling(reference)
                .normalize()
                .toString()
                .replace('\\', '/');
    }

    private void compare(String at, Flat before, Flat after, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        before.properties().forEach((name, property) -> {
            JsonNode now = after.properties().get(name);
            if (now == null) {
                broken.add(at + "." + name + ": the field is gone");
            } else {
                String was = property.path("file").asText();
                String is = now.path("file").asText();
                compare(
                        at + "." + name,
                        flat(released, was, property.path("schema"), 0),
                        flat(current, is, now.path("schema"), 0),
                        depth + 1);
            }
        });
        Set<String> required = new TreeSet<>(whom == Whom.SENDERS ? after.required() : before.required());
        required.removeAll(whom == Whom.SENDERS ? before.required() : after.required());
        required.forEach(name ->
                broken.add(at + "." + name + (whom == Whom.SENDERS ? ": must be given now" : ": may be missing now")));
        values(at, before, after);
        bounds(at, before.rest(), after.rest());
        for (String keyword : List.of("pattern", "format", "const")) {
            JsonNode was = before.rest().get(keyword);
            JsonNode is = after.rest().get(keyword);
            boolean narrower = is != null && !is.equals(was);
            boolean wider = was != null && !was.equals(is);
            if (whom == Whom.SENDERS ? narrower : wider) {
                broken.add(at + ": " + keyword + " is another");
            }
        }
        for (String keyword : List.of("items", "additionalProperties")) {
            JsonNode was = before.rest().get(keyword);
            JsonNode is = after.rest().get(keyword);
            if (was != null && is != null && was.isObject() && is.isObject()) {
                compare(
                        at + "[]",
                        flat(released, before.file(), was, 0),
                        flat(current, after.file(), is, 0),
                        depth + 1);
            } else if (is != null && is.isBoolean() && !is.asBoolean() && (was == null || was.asBoolean(true))) {
                broken.add(at + ": takes no more than it names now");
            }
        }
    }

    private void values(String at, Flat before, Flat after) {
        for (String keyword : List.of("type", "enum")) {
            Set<String> was = texts(before.rest().get(keyword));
            Set<String> is = texts(after.rest().get(keyword));
            if (whom == Whom.SENDERS && !is.isEmpty() && (was.isEmpty() || !is.containsAll(was))) {
                broken.add(at + ": " + keyword + " takes less: " + is + " after " + was);
            } else if (whom == Whom.READERS && !was.isEmpty() && (is.isEmpty() || !was.containsAll(is))) {
                broken.add(at + ": " + keyword + " gives more: " + is + " after " + was);
            }
        }
    }

    private static Set<String> texts(@org.jspecify.annotations.Nullable JsonNode values) {
        Set<String> texts = new HashSet<>();
        if (values != null && values.isArray()) {
            values.forEach(value -> texts.add(value.asText()));
        } else if (values != null) {
            texts.add(values.asText());
        }
        return texts;
    }

    private void bounds(String at, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        if (whom == Whom.READERS) {
            return;
        }
        for (String keyword : UPPER) {
            bound(at, keyword, before, after, 1);
        }
        for (String keyword : LOWER) {
            bound(at, keyword, before, after, -1);
        }
    }

    private void bound(String at, String keyword, Map<String, JsonNode> before, Map<String, JsonNode> after, int sign) {
        JsonNode was = before.get(keyword);
        JsonNode is = after.get(keyword);
        if (is != null && (was == null || sign * is.decimalValue().compareTo(was.decimalValue()) < 0)) {
            broken.add(at + ": " + keyword + " is narrower: " + is + " after " + was);
        }
    }
}
