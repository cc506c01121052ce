package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionTest {

    private static final Path FOLDER = Path.of("compose");
    private static final JsonNode COMPOSITION = Documents.yaml("compose/compose.yaml");

    static Stream<String> services() {
        return Documents.names(COMPOSITION.path("services")).stream();
    }

    static Stream<String> ownServices() {
        return Stream.of("ingest-service", "analytics-streams", "query-api", "dashboard-ws", "event-simulator");
    }

    @Test
    void shouldBeAComposition() {
        ObjectNode schema = (ObjectNode)
                Documents.json(Documents.text("src/test/resources/compose-specification/compose-spec.json"));
        // its ids are of a dialect before the one it names, and mean nothing
        withoutIds(schema);
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        List<Error> problems = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        // the specification's durations are not those of ISO 8601
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(false)
                                .build()))
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(COMPOSITION.toString(), InputFormat.JSON);

        assertThat(problems).isEmpty();
    }

    private static void withoutIds(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove("id");
        }
        node.forEach(CompositionTest::withoutIds);
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldBoundAndWatchEveryContainer(String name) {
        JsonNode service = COMPOSITION.path("services").path(name);

        assertThat(service.at("/deploy/resources/limits/memory").asText()).isNotEmpty();
        assertThat(service.at("/deploy/resources/limits/cpus").asText()).isNotEmpty();
        assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(service.path("security_opt").toString()).contains("no-new-privileges");
        assertThat(service.path("image").asText()).contains(":").doesNotEndWith(":latest");
        assertThat(service.path("environment").toString()).doesNotContainPattern("(PASSWORD|SECRET|TOKEN)\":");
    }

    @ParameterizedTest
    @MethodSource("ownServices")
    void shouldRunServicesFromImagesThatCannotBeWritten(String name) {
        JsonNode service = COMPOSITION.path("services").path(name);

        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.at("/build/args/SERVICE").asText()).isEqualTo(name);
        assertThat(Path.of("..", name, "pom.xml")).exists();
        assertThat(service.at("/environment/TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS").asText())
                .isEqualTo("kafka:9092");
    }

    @Test
    void shouldListenOnThisMachineAlone() {
        for (JsonNode service : COMPOSITION.path("services")) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).startsWith("${TILLSTREAM_BIND:-127.0.0.1}:");
            }
        }
    }

    @Test
    void shouldMountOnlyWhatIsThere() {
        for (JsonNode service : COMPOSITION.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(FOLDER.resolve(source)).exists();
                } else {
                    assertThat(COMPOSITION.path("volumes").has(source))
                            .as(source)
                            .isTrue();
                }
            }
            for (JsonNode secret : service.path("secrets")) {
                String name = secret.isTextual()
                        ? secret.asText()
                        : secret.path("source").asText();
                assertThat(COMPOSITION.path("secrets").has(name)).as(name).isTrue();
            }
        }
        for (JsonNode config : COMPOSITION.path("configs")) {
            assertThat(FOLDER.resolve(config.path("file").asText())).exists();
        }
        assertThat(FOLDER.resolve(COMPOSITION
                                .at("/services/query-api/build/context")
                                .asText())
                        .resolve(COMPOSITION
                                .at("/services/query-api/build/dockerfile")
                                .asText()))
                .exists();
    }

    /** A file that a setting names must be given to the container that has the setting. */
    @ParameterizedTest
    @MethodSource("services")
    void shouldHaveTheFilesThatItsSettingsName(String name) throws Exception {
        JsonNode service = COMPOSITION.path("services").path(name);
        Set<String> given = new TreeSet<>();
        for (JsonNode secret : service.path("secrets")) {
            given.add(
                    secret.isTextual()
                            ? "/run/secrets/" + secret.asText()
                            : secret.path("target").asText());
        }
        service.path("configs")
                .forEach(config -> given.add(config.path("target").asText()));
        service.path("volumes").forEach(volume -> given.add(volume.asText().split(":")[1]));
        String wanted = service.path("environment").toString()
                + service.path("command")
                + service.path("entrypoint")
                + service.path("healthcheck");
        if (wanted.contains("kafka-client.properties")) {
            wanted += Files.readString(FOLDER.resolve("kafka-client.properties"));
        }

        assertThat(Pattern.compile("/(run/secrets|etc/tillstream)/[-a-z_.]+")
                        .matcher(wanted)
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .isSubsetOf(given);
    }

    @Test
    void shouldMakeSecretsOnce() throws Exception {
        Path copy = Files.createTempDirectory("compose").resolve("up");
        Files.copy(FOLDER.resolve("up"), copy);
        Files.copy(FOLDER.resolve("make-certificates"), copy.resolveSibling("make-certificates"));
        Path secrets = copy.resolveSibling("secrets");

        assertThat(run(copy)).isZero();
        String password = Files.readString(secrets.resolve("database-password"));
        assertThat(password).matches("[A-Za-z0-9]{32}");
        assertThat(Files.readString(secrets.resolve("write-keys"))).matches("shop=[A-Za-z0-9]{32}\n");
        assertThat(Files.getPosixFilePermissions(secrets)).hasSize(3);
        String authority = Files.readString(secrets.resolve("authority.pem"));
        assertThat(run(copy)).isZero();
        assertThat(secrets.resolve("database-password")).hasContent(password);
        assertThat(secrets.resolve("authority.pem")).hasContent(authority);
        // what lacks one certificate gets all of them anew, for the authority's key is gone
        Files.delete(secrets.resolve("postgres.pem"));
        assertThat(run(copy)).isZero();
        assertThat(Files.readString(secrets.resolve("authority.pem"))).isNotEqualTo(authority);
        for (JsonNode secret : COMPOSITION.path("secrets")) {
            assertThat(copy.resolveSibling(secret.path("file").asText())).exists();
        }
    }

    private static int run(Path script) throws Exception {
        return new ProcessBuilder("bash", script.toString(), "--secrets-only")
                .inheritIO()
                .start()
                .waitFor();
    }
}
