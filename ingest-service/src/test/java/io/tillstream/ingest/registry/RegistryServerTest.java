package io.tillstream.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Against a running Apicurio Registry 3, whose address the environment variable {@code TILLSTREAM_TEST_REGISTRY} says; docs/contracts.md says how to start one. */
class RegistryServerTest {

    private static final String PROFILE = "output.customer-profile";

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void shouldHoldOutputsToWhatIsPromisedOfThem() throws Exception {
        String address = System.getenv("TILLSTREAM_TEST_REGISTRY");
        assumeTrue(address != null, "no registry");
        RegistrySettings settings = new RegistrySettings(
                URI.create(address),
                "test " + UUID.randomUUID(),
                CompatibilityLevel.NONE,
                CompatibilityLevel.FORWARD,
                Optional.empty(),
                Optional.empty());
        for (int start = 0; start < 2; start++) {
            Registration all = new Registration(settings);
            assertThat(all.round()).isTrue();
            assertThat(all.refused()).isZero();
            assertThat(all.registered()).isEqualTo(RegistrySchema.all().size());
        }
        assertThat(taken(settings, "purchase", purchase -> properties(purchase).putObject("added")))
                .isTrue();
        assertThat(taken(settings, PROFILE, profile -> properties(profile)
                        .putObject("added")
                        .put("type", "string")))
                .isTrue();
        assertThat(taken(settings, PROFILE, profile -> properties(profile).remove("first_seen_at")))
                .isFalse();
        assertThat(taken(settings, PROFILE, profile -> ((ArrayNode) profile.path("required")).remove(0)))
                .isFalse();
        assertThat(taken(settings, PROFILE, profile -> properties(profile)
                        .putObject("first_seen_at")
                        .put("type", "boolean")))
                .isFalse();
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private boolean taken(RegistrySettings settings, String id, Consumer<ObjectNode> change) throws Exception {
        RegistrySchema before = RegistrySchema.all().stream()
                .filter(schema -> schema.artifactId().equals(id))
                .findFirst()
                .orElseThrow();
        ObjectNode text = (ObjectNode) mapper.readTree(before.text());
        change.accept(text);
        Registration registration = new Registration(
                settings, List.of(new RegistrySchema(id, mapper.writeValueAsString(text), before.output())));
        assertThat(registration.round()).isTrue();
        return registration.registered() == 1;
    }
}
