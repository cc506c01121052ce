package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards ask for metrics that the services have, and every alert tells what to do. */
class ObservabilityTest {

    private static final JsonNode ALERTS = Documents.yaml("helm/tillstream/observability/alerts.yaml");
    private static final Path DASHBOARDS = Path.of("helm", "tillstream", "observability", "dashboards");
    private static final Pattern OWN_METRIC = Pattern.compile("\\btillstream_[a-z0-9_]+");
    private static final Pattern METER = Pattern.compile("\"(tillstream\\.[a-z.]+)\"");
    private static final Pattern RECORDED = Pattern.compile("\\btillstream:[a-z0-9_:]+");

    @Test
    void shouldSayWhatToDoOnEveryAlert() {
        String runbooks = Documents.text("../docs/runbooks.md");
        List<JsonNode> alerts =
                rules().stream().filter(rule -> rule.has("alert")).toList();

        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(runbooks).contains("\n## " + alert.path("alert").asText() + "\n");
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/description").asText()).isNotEmpty();
        });
        Set<String> described = Pattern.compile("(?m)^## (\\w+)$")
                .matcher(runbooks)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(described)
                .isEqualTo(alerts.stream()
                        .map(alert -> alert.path("alert").asText())
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldAskForMetricsThatServicesHave() {
        Set<String> meters = meters();

        assertThat(expressions()).hasSizeGreaterThan(40);
        assertThat(expressions()).allSatisfy(expression -> assertThat(
                        OWN_METRIC.matcher(expression).results())
                .extracting(MatchResult::group)
                .as(expression)
                .allMatch(metric -> meters.stream().anyMatch(meter -> isOf(metric, meter))));
    }

    @Test
    void shouldUseWhatRulesRecord() {
        Set<String> recorded = rules().stream()
                .map(rule -> rule.path("record").asText())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());

        assertThat(expressions().stream()
                        .flatMap(expression -> RECORDED.matcher(expression).results())
                        .map(MatchResult::group)
                        .collect(Collectors.toSet()))
                .isEqualTo(recorded);
    }

    @Test
    void shouldLayDashboardsOutWithoutOverlap() {
        for (JsonNode dashboard : dashboards()) {
            Set<String> taken = new TreeSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
                for (int x = place.path("x").asInt();
                        x < place.path("x").asInt() + place.path("w").asInt();
                        x++) {
                    for (int y = place.path("y").asInt();
                            y < place.path("y").asInt() + place.path("h").asInt();
                            y++) {
                        assertThat(taken.add(x + "/" + y))
                                .as(panel.path("title").asText())
                                .isTrue();
                    }
                }
                assertThat(panel.path("targets")).isNotEmpty();
            }
        }
    }

    /** A metric is a meter's name, then its unit, then what the kind of meter appends. */
    private static boolean isOf(String metric, String meter) {
        String base = meter.replace('.', '_');
        return metric.matches(Pattern.quote(base) + "(_seconds|_bytes)?(_total|_bucket|_count|_sum|_max)?");
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        ALERTS.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.path("expr").asText()));
        for (JsonNode dashboard : dashboards()) {
            dashboard.path("panels").forEach(panel -> panel.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText())));
        }
        return expressions;
    }

    private static List<JsonNode> dashboards() {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted()
                    .map(file -> Documents.json(Documents.text(file.toString())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all meters in the sources of the services. */
    private static Set<String> meters() {
        Set<String> meters = new TreeSet<>();
        for (String module :
                List.of("ingest-service", "analytics-streams", "query-api", "dashboard-ws", "event-simulator")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> METER.matcher(Documents.text(file.toString()))
                                .results()
                                .forEach(found -> meters.add(found.group(1).toLowerCase(Locale.ROOT))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return meters;
    }
}
