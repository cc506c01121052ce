package io.tillstream.query.personal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Hides every text of a JSON document whose fields nobody has named, and leaves names of fields, numbers and truths. */
public final class MaskedTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MaskedTexts() {}

    /** The document with a mask for each text. */
    public static String of(String json) {
        try {
            return masked(JSON.readTree(json)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database gave a document that is no JSON", e);
        }
    }

    private static JsonNode masked(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), masked(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(masked(element)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(PersonalData.MASK);
            default -> node;
        };
    }
}
