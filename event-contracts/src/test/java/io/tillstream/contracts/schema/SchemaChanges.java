package io.tillstream.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    // what is being compared: a schema may hold itself
    private final Set<List<Object>> begun;

    /**
     * @param released files as they were, by their path
     * @param current as they are; a missing node for one that is gone
     */
    SchemaChanges(Whom whom, Function<String, JsonNode> released, Function<String, JsonNode> current) {
        this(whom, released, current, new HashSet<>());
    }

    private SchemaChanges(
            Whom whom,
            Function<String, JsonNode> released,
            Function<String, JsonNode> current,
            Set<List<Object>> begun) {
        this.whom = whom;
        this.released = released;
        this.current = current;
        this.begun = begun;
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

    /**
     * A schema with all that its $ref and allOf say, on one level.
     *
     * @param choices each anyOf and oneOf, with its file
     */
    private record Flat(
            String file,
            Map<String, JsonNode> properties,
            Set<String> required,
            Map<String, JsonNode> rest,
            List<JsonNode> choices) {

        Flat(String file) {
            this(file, new LinkedHashMap<>(), new TreeSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        }

        /** The same without its choices, to be made narrower. */
        Flat common() {
            return new Flat(
                    file,
                    new LinkedHashMap<>(properties),
                    new TreeSet<>(required),
                    new LinkedHashMap<>(rest),
                    new ArrayList<>());
        }
    }

    private static Flat flat(Function<String, JsonNode> files, String file, JsonNode schema, int depth) {
        Flat flat = new Flat(file);
        collect(files, file, schema, flat, depth);
        return flat;
    }

    /** All that a schema may be: one for each way through its choices. */
    private static List<Flat> alternatives(Function<String, JsonNode> files, Flat schema, int depth) {
        List<Flat> all = List.of(schema.common());
        for (JsonNode choice : schema.choices()) {
            List<Flat> narrower = new ArrayList<>();
            for (Flat each : all) {
                for (JsonNode branch : choice.path("schema")) {
                    Flat alternative = each.common();
                    collect(files, choice.path("file").asText(), branch, alternative, depth);
                    narrower.addAll(
                            alternative.choices().isEmpty()
                                    ? List.of(alternative)
                                    : alternatives(files, alternative, depth + 1));
                }
            }
            all = narrower;
        }
        return all;
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
                case "anyOf", "oneOf" -> into.choices().add(placed(file, value));
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

    private void compare(String at, String fileBefore, JsonNode before, String fileAfter, JsonNode after, int depth) {
        List<Object> both = List.of(fileBefore, before, fileAfter, after);
        if (begun.add(both)) {
            compare(at, flat(released, fileBefore, before, 0), flat(current, fileAfter, after, 0), depth);
            begun.remove(both);
        }
    }

    /** Senders: each thing that was taken still is. Readers: each thing that is given was given before. */
    private void compare(String at, Flat before, Flat after, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        if (before.choices().isEmpty() && after.choices().isEmpty()) {
            compareOne(at, before, after, depth);
            return;
        }
        List<Flat> was = alternatives(released, before, depth);
        List<Flat> is = alternatives(current, after, depth);
        boolean senders = whom == Whom.SENDERS;
        for (Flat each : senders ? was : is) {
            broken.addAll(alike(each, senders ? is : was).stream()
                    .map(other -> trial(at, senders ? each : other, senders ? other : each, depth))
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of(at + ": nothing is left to choose")));
        }
    }

    /** Those of the same type, if there are any: they say best what changed. */
    private static List<Flat> alike(Flat one, List<Flat> others) {
        JsonNode type = one.rest().get("type");
        List<Flat> alike = others.stream()
                .filter(other -> Objects.equals(type, other.rest().get("type")))
                .toList();
        return alike.isEmpty() ? others : alike;
    }

    private List<String> trial(String at, Flat before, Flat after, int depth) {
        SchemaChanges trial = new SchemaChanges(whom, released, current, begun);
        trial.compareOne(at, before, after, depth);
        return trial.broken;
    }

    private void compareOne(String at, Flat before, Flat after, int depth) {
        before.properties().forEach((name, property) -> {
            JsonNode now = after.properties().get(name);
            if (now == null) {
                broken.add(at + "." + name + ": the field is gone");
            } else {
                String was = property.path("file").asText();
                String is = now.path("file").asText();
                compare(at + "." + name, was, property.path("schema"), is, now.path("schema"), depth + 1);
            }
        });
        Set<String> required = new TreeSet<>(whom == Whom.SENDERS ? after.required() : before.required());
        required.removeAll(whom == Whom.SENDERS ? before.required() : after.required());
        required.forEach(name ->
                broken.add(at + "." + name + (whom == Whom.SENDERS ? ": must be given now" : ": may be missing now")));
        values(at, before, after);
        bounds(at, before.rest(), after.rest());
        for (String keyword : List.of(
                "pattern",
                "format",
                "const",
                "not",
                "if",
                "then",
                "else",
                "contains",
                "multipleOf",
                "uniqueItems",
                "propertyNames",
                "patternProperties",
                "dependentRequired")) {
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
                compare(at + "[]", before.file(), was, after.file(), is, depth + 1);
            } else if (whom == Whom.SENDERS && was == null && is != null && is.isObject() && !is.isEmpty()) {
                broken.add(at + ": " + keyword + " takes less: " + is);
            } else if (whom == Whom.READERS && is == null && was != null && was.isObject() && !was.isEmpty()) {
                broken.add(at + ": " + keyword + " gives anything now, after " + was);
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
