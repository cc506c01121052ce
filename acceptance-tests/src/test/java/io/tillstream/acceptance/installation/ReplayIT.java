package io.tillstream.acceptance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changed counting, here one in another business time zone: replayed beside the old one, compared, shown, taken back, deleted. All of it secured:
 * Kafka speaks TLS alone and lets each service do what its ACLs allow, and PostgreSQL is spoken to by TLS. A trace shows one event's way meanwhile.
 */
class ReplayIT {

    private static final int ORDERS = 30;

    @TempDir
    Path folder;

    @Test
    void shouldShowAReplayOnlyAfterTheSwitchAndReturn() throws Exception {
        try (TraceCollector collector = new TraceCollector();
                Installation installation = Installation.start(
                        folder.resolve("data"),
                        "--no-simulator",
                        "--secured",
                        "--set=tillstream.traces.endpoint=" + collector.endpoint(),
                        "--set=tillstream.traces.ratio=1",
                        "--set=quarkus.log.console.json.enabled=true")) {
            String orders =
                    IntStream.range(0, ORDERS).mapToObj(ReplayIT::lateOrder).collect(Collectors.joining("\n"));
            assertThat(installation.postEvents("application/x-ndjson", orders)).isEqualTo(202);
            awaitOrdersOn(installation, "2024-05-01");
            followAnEvent(installation, collector);
            assertThat(installation.log("query-api")).isNotEmpty().allSatisfy(line -> {
                JsonNode entry = new ObjectMapper().readTree(line);
                assertThat(entry.path("service").asText()).isEqualTo("query-api");
                assertThat(entry.path("level").asText()).isNotEmpty();
                assertThat(entry.path("message").asText()).isNotEmpty();
            });

            Installation.Outcome replay = installation.run("replay", "--zone=Asia/Tokyo");
            assertThat(replay.exitStatus()).describedAs(replay.output()).isZero();
            assertThat(replay.output())
                    .contains((ORDERS + 1) + " of " + (ORDERS + 1) + " events read, 100 %")
                    .containsPattern("profiles +3 +0 +0 +0")
                    .containsPattern("seasonality +0 +1 +0 +0")
                    .containsPattern("day.2024-05-01.* is not in the replay")
                    .containsPattern("day.2024-05-02.* is only in the replay")
                    .doesNotContain("INFO");
            awaitOrdersOn(installation, "2024-05-01");

            Installation.Outcome shown = installation.run("replay", "--switch");
            assertThat(shown.exitStatus()).describedAs(shown.output()).isZero();
            awaitOrdersOn(installation, "2024-05-02");
            assertThat(installation.postEvents("application/json", lateOrder(ORDERS)))
                    .isEqualTo(202);

            Installation.Outcome back = installation.run("replay", "--back");
            assertThat(back.exitStatus()).describedAs(back.output()).isZero();
            awaitOrdersOn(installation, "2024-05-01");
            assertThat(installation.get("query", "/api/v1/kpis").path("orders").asInt())
                    .describedAs("what came while the other was shown counts as well")
                    .isEqualTo(ORDERS + 1);

            assertThat(encryptedSessions(installation)).containsOnly(true).hasSizeGreaterThan(1);

            Installation.Outcome audit = installation.run("audit");
            assertThat(audit.exitStatus()).describedAs(audit.output()).isZero();

            Installation.Outcome drop = installation.run("replay", "--drop");
            assertThat(drop.exitStatus()).describedAs(drop.output()).isZero();
            assertThat(installation.run("replay", "--status").output())
                    .contains("Generation 1")
                    .contains("No replay");
            assertThat(installation.run("replay", "--switch").output()).contains("Begin one with ./tillstream replay");
        }
    }

    /** One event by one request, from the request to the row and the push, as a collector of traces sees it. */
    private static void followAnEvent(Installation installation, TraceCollector collector) throws Exception {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        installation.postEvents("application/json", """
                {"event_id":"traced","action":"view_item","customer_id":"c-0","timestamp":"2024-05-01T22:31:00Z","items":[{"product_id":"p-1"}]}""", "00-" + traceId + "-00f067aa0ba902b7-00");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<TraceCollector.Kept> spans = collector.spansOf(traceId);
            TraceCollector.Kept taken = TraceCollector.only(spans, "ingest-service", "take events");
            TraceCollector.Kept counted = TraceCollector.only(spans, "analytics-streams", "count commerce.events.v1");
            assertThat(taken.parentId()).isEqualTo("00f067aa0ba902b7");
            assertThat(counted.parentId()).isEqualTo(taken.spanId());
            assertThat(TraceCollector.only(spans, "query-api", "project commerce.events.v1")
                            .parentId())
                    .isEqualTo(taken.spanId());
            assertThat(TraceCollector.only(spans, "query-api", "project analytics.customer-profiles.v1")
                            .parentId())
                    .isEqualTo(counted.spanId());
            assertThat(TraceCollector.only(spans, "dashboard-ws", "push analytics.customer-profiles.v1")
                            .parentId())
                    .isEqualTo(counted.spanId());
        });
    }

    /** An order of the evening in UTC, and of the next morning in Tokyo. */
    private static String lateOrder(int number) {
        return """
                {"event_id":"r-%d","action":"purchase","customer_id":"c-%d","timestamp":"2024-05-01T22:30:00Z","order_id":"o-%d",\
                "items":[{"product_id":"p-1","price":10,"quantity":1}]}""".formatted(number, number % 3, number);
    }

    /** Of each session of the query service with PostgreSQL whether it is encrypted. */
    private static List<Boolean> encryptedSessions(Installation installation) throws Exception {
        List<Boolean> sessions = new ArrayList<>();
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)"
                                + " WHERE a.usename = 'tillstream' AND a.application_name LIKE 'tillstream%'")) {
            while (rows.next()) {
                sessions.add(rows.getBoolean(1));
            }
        }
        return sessions;
    }

    private static void awaitOrdersOn(Installation installation, String day) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(installation
                                    .get("query", "/api/v1/status")
                                    .path("caught_up")
                                    .asBoolean())
                            .isTrue();
                    JsonNode days = installation.get("query", "/api/time-series");
                    assertThat(days).hasSize(1);
                    assertThat(days.get(0).path("date").asText()).isEqualTo(day);
                    assertThat(days.get(0).path("orders").asInt()).isGreaterThanOrEqualTo(ORDERS);
                });
    }
}
