package io.tillstream.acceptance.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last released version is replaced by this one, service by service in the order that docs/operations.md says, while orders come and questions are asked:
 * no request is refused, no order is lost or counted twice, and the audit finds nothing. The old query service can come back.
 */
class UpgradeIT {

    private static final List<String> ORDER =
            List.of("query-api", "analytics-streams", "dashboard-ws", "ingest-service");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    private Path folder;

    @Test
    void shouldReplaceTheLastReleaseWhileItWorks() throws Exception {
        Optional<String> release = Version.lastRelease();
        assumeThat(release).as("a release before these sources").isPresent();
        Version before = Version.built(release.orElseThrow());
        Version after = Version.current();

        try (LocalBroker broker = LocalBroker.start(folder.resolve("kafka"), 0);
                LocalDatabase database = LocalDatabase.start(folder.resolve("postgres"), 0, SECRET);
                Load load = new Load(http)) {
            Map<String, Instances> services = new HashMap<>();
            try {
                Map<String, String> settings = settings(broker, database);
                for (String service : ORDER) {
                    services.put(service, new Instances(service, folder, settings, http));
                }
                replace(services, ORDER, before);
                load.sendOrders(of(services, "ingest-service")::address, SECRET);
                load.ask(of(services, "query-api")::address, "/api/v1/kpis", SECRET);
                load.ask(of(services, "dashboard-ws")::address, "/index.html", SECRET);
                awaitOrders(services, 200);

                for (String service : ORDER) {
                    replace(services, List.of(service), after);
                    awaitOrders(services, load.orders());
                }
                load.end();

                assertThat(load.faults()).isEmpty();
                assertThat(load.answers()).isGreaterThan(100);
                awaitOrders(services, load.orders());
                assertThat(orders(services)).isEqualTo(load.orders());
                audit(broker, database, of(services, "query-api"));

                // and back: the tables are newer than the service then
                replace(services, List.of("query-api"), before);
                assertThat(orders(services)).isEqualTo(load.orders());
            } finally {
                services.values().forEach(Instances::close);
            }
        }
    }

    private static void replace(Map<String, Instances> services, List<String> names, Version version) throws Exception {
        List<Runnable> started = new ArrayList<>();
        for (String name : names) {
            started.add(of(services, name).begin(version));
        }
        started.forEach(Runnable::run);
    }

    private static Instances of(Map<String, Instances> services, String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    private Map<String, String> settings(LocalBroker broker, LocalDatabase database) throws Exception {
        Path key = Files.writeString(folder.resolve("service-key"), SECRET + "\n");
        return Map.ofEntries(
                Map.entry("TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Map.entry("TILLSTREAM_PARTITIONS", "2"),
                Map.entry("TILLSTREAM_ZONE", "UTC"),
                Map.entry("TILLSTREAM_CURRENCY", "USD"),
                Map.entry("TILLSTREAM_STREAMS_STANDBY_REPLICAS", "1"),
                Map.entry("TILLSTREAM_ACCESS_SERVICE_KEY_FILE", key.toString()),
                Map.entry(
                        "TILLSTREAM_INGEST_WRITE_KEYS_FILE",
                        Files.writeString(folder.resolve("write-keys"), "shop=" + SECRET + "\n")
                                .toString()),
                Map.entry("TILLSTREAM_DATABASE_HOST", database.host()),
                Map.entry("TILLSTREAM_DATABASE_PORT", Integer.toString(database.port())),
                Map.entry("TILLSTREAM_DATABASE_PASSWORD", database.password()));
    }

    private void awaitOrders(Map<String, Instances> services, long atLeast) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(orders(services)).isGreaterThanOrEqualTo(atLeast));
    }

    private long orders(Map<String, Instances> services) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(of(services, "query-api").address().resolve("/api/v1/kpis"))
                        .header("Authorization", "Bearer " + SECRET)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("orders").asLong();
    }

    private void audit(LocalBroker broker, LocalDatabase database, Instances query) throws Exception {
        Path password = Files.writeString(folder.resolve("database-password"), database.password());
        Path output = folder.resolve("audit.txt");
        Process audit = new ProcessBuilder(
                        "bash",
                        "../tillstream",
                        "audit",
                        "--data=" + folder,
                        "--bootstrap=" + broker.bootstrapServers(),
                        "--database-port=" + database.port(),
                        "--database-password-file=" + password,
                        "--query-url=" + query.address(),
                        "--query-key-file=" + folder.resolve("service-key"),
                        "--zone=UTC",
                        "--currency=USD",
                        "--no-pause")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(audit.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(audit.exitValue()).describedAs(Files.readString(output)).isZero();
    }
}
