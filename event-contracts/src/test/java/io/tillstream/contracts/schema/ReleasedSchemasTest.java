package io.tillstream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tillstream.contracts.schema.SchemaChanges.Whom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Within a version schemas only add. {@code src/test/resources/released} holds those of the last release; a release copies the present ones there. Events are held to what
 * their senders rely on, outputs to what their readers rely on.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path CURRENT = Path.of("src/main/resources/schemas");

    private final JsonMapper mapper = new JsonMapper();

    private JsonNode read(Path file) {
        try {
            return Files.exists(file) ? mapper.readTree(file.toFile()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldBreakNothingThatWasReleased() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RELEASED)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = RELEASED.relativize(file).toString().replace('\\', '/');
                Whom whom = name.startsWith("output/") ? Whom.READERS : Whom.SENDERS;
                broken.addAll(new SchemaChanges(
                                whom, other -> read(RELEASED.resolve(other)), other -> read(CURRENT.resolve(other)))
                        .of(name));
            }
        }
        assertThat(broken)
                .as("a change that breaks programs of others needs a new version of the topic")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{"a":{"type":"string"},"b":{}}} | 0
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{}} | 1
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{"b":{"type":"string"}}} | 1
            SENDERS | {"properties":{"a":{}}} | {"properties":{"a":{}},"required":["a"]} | 1
            SENDERS | {"properties":{"a":{}},"required":["a"]} | {"properties":{"a":{}}} | 0
            SENDERS | {"properties":{"a":{"type":["string","integer"]}}} | {"properties":{"a":{"type":"string"}}} | 1
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{"a":{"type":["string","null"]}}} | 0
            SENDERS | {"properties":{"a":{"enum":["x"]}}} | {"properties":{"a":{"enum":["x","y"]}}} | 0
            SENDERS | {"properties":{"a":{"enum":["x","y"]}}} | {"properties":{"a":{"enum":["x"]}}} | 1
            SENDERS | {"properties":{"a":{"maxLength":9}}} | {"properties":{"a":{"maxLength":8}}} | 1
            SENDERS | {"properties":{"a":{"maxLength":9}}} | {"properties":{"a":{"maxLength":10}}} | 0
            SENDERS | {"properties":{"a":{"minimum":0}}} | {"properties":{"a":{"minimum":1}}} | 1
            SENDERS | {"properties":{"a":{}}} | {"properties":{"a":{"pattern":"x"}}} | 1
            SENDERS | {"properties":{"a":{"items":{"properties":{"b":{}}}}}} | {"properties":{"a":{"items":{"properties":{}}}}} | 1
            SENDERS | {"allOf":[{"$ref":"#/$defs/d"}],"$defs":{"d":{"properties":{"a":{}}}}} | {"properties":{"a":{"maxLength":3}}} | 1
            SENDERS | {"properties":{}} | {"properties":{},"additionalProperties":false} | 1
            SENDERS | {"properties":{"a":{"anyOf":[{"type":"string","maxLength":9},{"type":"null"}]}}} | {"properties":{"a":{"anyOf":[{"type":"string","maxLength":8},{"type":"null"}]}}} | 1
            SENDERS | {"properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}}} | {"properties":{"a":{"type":"string"}}} | 1
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{"a":{"oneOf":[{"type":"null"},{"type":"string"}]}}} | 0
            SENDERS | {"anyOf":[{"required":["a"]},{"required":["b"]}]} | {"anyOf":[{"required":["b"]},{"required":["a"]}]} | 0
            SENDERS | {"anyOf":[{"required":["a"]},{"required":["b"]}]} | {"required":["a"]} | 1
            SENDERS | {"properties":{"a":{"type":"array"}}} | {"properties":{"a":{"type":"array","items":{"type":"string"}}}} | 1
            SENDERS | {"properties":{"a":{"type":"string"}}} | {"properties":{"a":{"type":"string","not":{"pattern":"^x"}}}} | 1
            READERS | {"properties":{"a":{"anyOf":[{"type":"null"},{"type":"object","properties":{"b":{},"c":{}}}]}}} | {"properties":{"a":{"anyOf":[{"type":"null"},{"type":"object","properties":{"b":{}}}]}}} | 1
            READERS | {"properties":{"a":{"anyOf":[{"type":"null"},{"type":"object"}]}}} | {"properties":{"a":{"anyOf":[{"type":"object"},{"type":"null"},{"type":"string"}]}}} | 1
            READERS | {"properties":{"a":{"anyOf":[{"type":"null"},{"type":"object"}]}}} | {"properties":{"a":{"type":"object"}}} | 0
            READERS | {"properties":{"a":{}},"required":["a"]} | {"properties":{"a":{}}} | 1
            READERS | {"properties":{"a":{}}} | {"properties":{"a":{},"b":{}},"required":["b"]} | 0
            READERS | {"properties":{"a":{"type":"number"}}} | {"properties":{"a":{"type":["number","null"]}}} | 1
            READERS | {"properties":{"a":{"type":["number","null"]}}} | {"properties":{"a":{"type":"number"}}} | 0
            READERS | {"properties":{"a":{"enum":["x"]}}} | {"properties":{"a":{"enum":["x","y"]}}} | 1
            """)
    void shouldTellWhatBreaksFromWhatAdds(Whom whom, String before, String after, int broken) throws IOException {
        Map<String, JsonNode> was = Map.of("a.json", mapper.readTree(before));
        Map<String, JsonNode> is = Map.of("a.json", mapper.readTree(after));
        assertThat(new SchemaChanges(
                                whom,
                                file -> was.getOrDefault(file, MissingNode.getInstance()),
                                file -> is.getOrDefault(file, MissingNode.getInstance()))
                        .of("a.json"))
                .hasSize(broken);
        assertThat(new SchemaChanges(
                                whom,
                                file -> was.getOrDefault(file, MissingNode.getInstance()),
                                file -> MissingNode.getInstance())
                        .of("a.json"))
                .hasSize(1);
    }
}
