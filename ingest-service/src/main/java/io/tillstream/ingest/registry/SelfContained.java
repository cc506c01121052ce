package io.tillstream.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.schema.ContractSchemas;
import java.util.Objects;

/**
 * Writes a schema so that a registry's compatibility check can read it: draft 7, because the check of Apicurio Registry (3.3.3) answers 500 to any change of a 2020-12 schema, and
 * without references to other files, because it answers 500 to those as well. It says the same: the schemas use nothing that draft 7 lacks, and a
 * {@code $ref} with something beside it, which draft 7 would overlook, moves into an {@code allOf}.
 */
final class SelfContained {

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final String DEFINITIONS = "$defs";
    private static final String REF = "$ref";
    private static final String HERE = "#/" + DEFINITIONS + "/";
    private static final String SHARED = ContractSchemas.EVENT + ".json" + HERE;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final ObjectNode schema;
    private final ObjectNode definitions;
    private final JsonNode shared = parse(Objects.requireNonNull(ContractSchemas.text(ContractSchemas.EVENT)))
            .path(DEFINITIONS);

    SelfContained(String text) {
        schema = parse(text);
        definitions = schema.path(DEFINITIONS) instanceof ObjectNode own ? own : MAPPER.createObjectNode();
    }

    /** The same bytes for the same schema on every machine: a registry knows a version by them. */
    String text() {
        schema.put("$schema", DRAFT);
        rewrite(schema);
        if (!definitions.isEmpty()) {
            schema.set(DEFINITIONS, definitions);
        }
        try {
            return MAPPER.writer(new DefaultPrettyPrinter()
                            .withObjectIndenter(INDENT)
                            .withArrayIndenter(INDENT))
                    .writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object && object.path(REF).isTextual()) {
            refer(object);
        }
        // a copy of the children, because definitions grow meanwhile
        for (JsonNode child : node.valueStream().toList()) {
            rewrite(child);
        }
    }

    private void refer(ObjectNode object) {
        String target = object.path(REF).textValue();
        if (target.startsWith(SHARED)) {
            target = HERE + target.substring(SHARED.length());
        } else if (!target.startsWith(HERE)) {
            throw new IllegalStateException("a reference to " + target);
        }
        define(target.substring(HERE.length()));
        object.put(REF, target);
        if (object.size() > 1) {
            object.remove(REF);
            object.withArray("allOf").addObject().put(REF, target);
        }
    }

    private void define(String name) {
        if (definitions.has(name)) {
            return;
        }
        if (!(shared.path(name) instanceof ObjectNode definition)) {
            throw new IllegalStateException("no definition " + name);
        }
        ObjectNode copy = definition.deepCopy();
        definitions.set(name, copy);
        rewrite(copy);
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
