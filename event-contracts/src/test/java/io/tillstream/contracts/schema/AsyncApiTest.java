package io.tillstream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonMapper mapper = new JsonMapper();

    /** The schema is AsyncAPI's own, in test resources with its licence. */
    @Test
    void shouldBeAnAsyncApiDocument() throws IOException {
        Schema official =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(official(), InputFormat.JSON);

        assertThat(official.validate(AsyncApi.document(), InputFormat.JSON)).isEmpty();
        assertThat(official.validate(
                        AsyncApi.document().replace("\"action\" : \"send\"", "\"action\" : \"shout\""),
                        InputFormat.JSON))
                .isNotEmpty();
    }

    private static String official() throws IOException {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            // the draft's address as the validator knows it
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "\"http://json-schema.org/draft-07/schema\"",
                            "\"http://json-schema.org/draft-07/schema#\"");
        }
    }

    @Test
    void shouldHoldEveryTopicWithEveryValueAndBothSockets() throws IOException {
        JsonNode document = mapper.readTree(AsyncApi.document());

        List<String> channels = new ArrayList<>();
        document.path("channels").fieldNames().forEachRemaining(channels::add);
        List<String> expected = new ArrayList<>(
                TopicCatalogue.all().stream().map(TopicSpec::name).toList());
        expected.addAll(List.of("ws-events", "ws-live"));
        assertThat(channels).containsExactlyElementsOf(expected);
        assertThat(document.at("/channels/commerce.events.v1/messages"))
                .hasSize(ContractSchemas.ofEvents().size());
        assertThat(document.at("/channels/analytics.growth.v1/messages")).hasSize(5);
        assertThat(document.at("/operations/receive-commerce.events.v1/action").asText())
                .isEqualTo("receive");
        assertThat(document.at("/channels/tillstream-model-commands/x-internal").asBoolean())
                .isTrue();
        JsonNode mappings = document.at("/channels/tillstream-import-mappings");
        assertThat(mappings.path("x-internal").asBoolean()).isTrue();
        assertThat(mappings.at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                        .asText())
                .isEqualTo("compact");
    }

    @Test
    void shouldReferToNothingThatIsNotThere() throws IOException {
        JsonNode document = mapper.readTree(AsyncApi.document());
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references)
                .filteredOn(reference -> reference.startsWith("#/") && !reference.startsWith("#/$defs"))
                .hasSizeGreaterThan(100)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static void collect(JsonNode node, List<String> references) {
        JsonNode reference = node.get("$ref");
        if (reference != null) {
            references.add(reference.asText());
        }
        node.forEach(inner -> collect(inner, references));
    }

    @Test
    void shouldNameEverySchemaFile() throws IOException {
        Path folder = Path.of("src/main/resources/schemas");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> folder.relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(ContractSchemas.names());
        }
        assertThat(ContractSchemas.text("../schemas/event")).isNull();
    }
}
