package io.tillstream.acceptance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process is killed once under load; nothing that was acknowledged is missing, nothing is counted twice.
 *
 * <p>{@code -DinstallationFaults=30} kills so many times at random and audits after each; {@code -DinstallationFaultsSeed=…} repeats a schedule.
 */
class FaultsIT {

    private static final List<String> PROCESSES = List.of(
            "analytics-streams", "query-api", "ingest-service", "dashboard-ws", "event-simulator", "infrastructure");
    private static final int FAULTS = Integer.getInteger("installationFaults", 0);
    private static final long SEED = Long.getLong("installationFaultsSeed", 1);

    @TempDir
    Path folder;

    @Test
    void shouldAuditCleanAfterEachProcessWasKilled() throws Exception {
        try (Installation installation = Installation.start(
                folder.resolve("data"),
                "--set=tillstream.simulator.history=P1M",
                "--set=tillstream.simulator.customers=200",
                "--set=tillstream.training.at-start=false",
                "--events-per-second=300")) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> installation
                            .get("simulator", "/v1/simulator")
                            .path("phase")
                            .asText()
                            .equals("live"));
            Orders orders = new Orders(installation);
            orders.start();
            int number = 0;
            for (String victim : victims()) {
                number++;
                installation.killAndAwait(victim);
                if (FAULTS > 0) {
                    orders.stop();
                    assertClean(installation, "after fault %d of seed %d, %s".formatted(number, SEED, victim));
                    orders.start();
                }
            }
            orders.stop();
            assertClean(installation, "in the end");
            assertThat(orders.acknowledged()).isGreaterThan(10);
            long stored = installation
                    .get("query", "/api/v1/customers/" + orders.customer())
                    .path("profile")
                    .path("orders")
                    .asLong();
            // an order whose answer was lost may have been taken; one that was acknowledged must have been
            assertThat(stored).isBetween(orders.acknowledged(), orders.acknowledged() + orders.uncertain());
            assertSameRowsAnew(installation);
        }
    }

    /** All tables but the log of who did what, to which a rebuilding is added. */
    private static void assertSameRowsAnew(Installation installation) throws Exception {
        installation.send(HttpRequest.newBuilder(URI.create(installation.url("simulator") + "/v1/simulator/pause"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        Installation.Outcome trained = installation.run("train");
        assertThat(trained.exitStatus()).describedAs(trained.output()).isZero();
        assertClean(installation, "with the shop at rest");
        Map<String, String> before = Rows.of(installation);
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE tillstream.orders SET gross_micros = gross_micros + 1");
            statement.execute("DELETE FROM tillstream.sales_cells WHERE period = 'day'");
        }

        Installation.Outcome rebuilt = installation.run("rebuild");

        assertThat(rebuilt.exitStatus()).describedAs(rebuilt.output()).isZero();
        assertThat(Rows.of(installation)).isEqualTo(before).hasSizeGreaterThan(40);
    }

    private static List<String> victims() {
        if (FAULTS == 0) {
            return PROCESSES;
        }
        Random random = new Random(SEED);
        return random.ints(FAULTS, 0, PROCESSES.size()).mapToObj(PROCESSES::get).toList();
    }

    private static void assertClean(Installation installation, String when) throws IOException, InterruptedException {
        Installation.Outcome audit = installation.audit();
        assertThat(audit.exitStatus())
                .describedAs("%s: %s", when, audit.output())
                .isZero();
    }

    /** One customer who orders without end, and remembers what was acknowledged. */
    private static final class Orders {

        private final Installation installation;
        private final String customer = "faithful-" + UUID.randomUUID();
        private Thread thread = new Thread(this::order, "orders");
        private volatile boolean stopped;
        private volatile long sent;
        private volatile long acknowledged;

        Orders(Installation installation) {
            this.installation = installation;
        }

        void start() {
            stopped = false;
            thread = new Thread(this::order, "orders");
            thread.start();
        }

        void stop() throws InterruptedException {
            stopped = true;
            thread.join();
        }

        String customer() {
            return customer;
        }

        /** Orders without an answer, or refused while Kafka was away. */
        long uncertain() {
            return sent - acknowledged;
        }

        long acknowledged() {
            return acknowledged;
        }

        private void order() {
            while (!stopped) {
                long number = sent + 1;
                sent = number;
                try {
                    int status = installation.postEvents("application/json", purchase(number));
                    if (status == 202) {
                        acknowledged = acknowledged + 1;
                    }
                } catch (IOException e) {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // it is being killed or started
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }

        private String purchase(long number) {
            return """
                    {"event_id":"%s","action":"purchase","customer_id":"%s","timestamp":"%s","order_id":"f-%d",
                     "items":[{"product_id":"p-faithful","price":10,"quantity":1}]}""".formatted(UUID.randomUUID(), customer, Instant.now(), number);
        }
    }
}
