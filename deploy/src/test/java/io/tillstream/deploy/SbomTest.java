package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What services are made of, by the SBOM that packaging writes beside each: every part has a licence under which it may be sold on, and no library is there twice. Skipped
 * for a service that has not been packaged.
 */
class SbomTest {

    /** Licences that ask for the source of what uses them, or forbid uses, even when the part is only called. */
    private static final List<String> REFUSED = List.of(
            "AGPL", "SSPL", "BUSL", "GPL-2.0-only", "GPL-3.0-only", "GPL-2.0-or-later", "GPL-3.0-or-later", "CC-BY-NC");

    static Stream<String> services() {
        return Stream.of("ingest-service", "analytics-streams", "query-api", "dashboard-ws", "event-simulator");
    }

    private static JsonNode sbom(String service) {
        Path file = Path.of("..", service, "target", "sbom.json");
        assumeThat(Files.exists(file)).as(file.toString()).isTrue();
        return Documents.json(Documents.text(file.toString()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldUseOnlyWhatMayBeSoldOn(String service) {
        List<String> without = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (JsonNode component : sbom(service).path("components")) {
            if (component.path("group").asText().equals("io.tillstream")) {
                continue;
            }
            Set<String> licences = licences(component);
            String name = component.path("purl").asText() + ' ' + licences;
            if (licences.isEmpty()) {
                without.add(name);
            } else if (licences.stream().allMatch(SbomTest::isRefused)) {
                refused.add(name);
            }
        }
        assertThat(refused).isEmpty();
        assertThat(without).as("without a licence in its POM").isEmpty();
    }

    /** A part may have several licences to choose from. */
    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            String text = choice.path("expression").asText()
                    + licence.path("id").asText()
                    + licence.path("name").asText();
            if (!text.isEmpty()) {
                licences.add(text);
            }
        }
        return licences;
    }

    private static boolean isRefused(String licence) {
        return REFUSED.stream().anyMatch(licence::startsWith);
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldHoldEveryLibraryOnce(String service) {
        Map<String, Set<String>> versions = new HashMap<>();
        for (JsonNode component : sbom(service).path("components")) {
            versions.computeIfAbsent(
                            component.path("group").asText()
                                    + ':'
                                    + component.path("name").asText(),
                            key -> new TreeSet<>())
                    .add(component.path("version").asText());
        }
        assertThat(versions).hasSizeGreaterThan(50);
        assertThat(versions)
                .allSatisfy((library, of) -> assertThat(of).as(library).hasSize(1));
    }
}
