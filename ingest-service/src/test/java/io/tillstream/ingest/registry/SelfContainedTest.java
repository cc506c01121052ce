package io.tillstream.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelfContainedTest {

    /** Keywords of 2020-12 that mean something else, or nothing, in draft 7. */
    private static final Set<String> NEWER = Set.of(
            "$anchor",
            "$dynamicAnchor",
            "$dynamicRef",
            "$vocabulary",
            "dependentRequired",
            "dependentSchemas",
            "maxContains",
            "minContains",
            "prefixItems",
            "unevaluatedItems",
            "unevaluatedProperties");

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void shouldSayAllByItselfInDraftSeven() throws Exception {
        for (RegistrySchema schema : RegistrySchema.all()) {
            JsonNode root = mapper.readTree(schema.text());
            assertThat(root.path("$schema").asText()).isEqualTo("http://json-schema.org/draft-07/schema#");
            Set<String> references = new HashSet<>();
            check(schema.artifactId(), root, references);
            for (String reference : references) {
                assertThat(root.at(reference.substring(1)).isObject())
                        .as(schema.artifactId() + " " + reference)
                        .isTrue();
            }
            assertThat(root.path("$defs").propertyStream())
                    .as(schema.artifactId() + " has no definition that nothing refers to")
                    .allSatisfy(definition -> assertThat(references).contains("#/$defs/" + definition.getKey()));
        }
    }

    @Test
    void shouldTakeOverWhatIsReferredToAndWhatStandsBesideIt() throws Exception {
        JsonNode schema = mapper.readTree(new SelfContained("""
                        {"title": "t", "properties": {
                          "a": {"$ref": "event.json#/$defs/id", "maxLength": 3},
                          "b": {"$ref": "#/$defs/own"}},
                         "$defs": {"own": {"type": "integer"}}}
                        """).text());
        assertThat(schema.at("/properties/a").toString())
                .isEqualTo("{\"maxLength\":3,\"allOf\":[{\"$ref\":\"#/$defs/id\"}]}");
        assertThat(schema.at("/properties/b").toString()).isEqualTo("{\"$ref\":\"#/$defs/own\"}");
        assertThat(schema.at("/$defs/own/type").asText()).isEqualTo("integer");
        assertThat(schema.at("/$defs/id").has("$ref")).isFalse();
        assertThat(schema.at("/$defs/id").isEmpty()).isFalse();
    }

    private static void check(String name, JsonNode node, Set<String> references) {
        if (node.path("$ref").isTextual()) {
            assertThat(node.size()).as(name + ": beside " + node).isOne();
            references.add(node.path("$ref").asText());
        }
        node.fieldNames().forEachRemaining(field -> assertThat(NEWER).as(name).doesNotContain(field));
        node.forEach(child -> check(name, child, references));
    }
}
