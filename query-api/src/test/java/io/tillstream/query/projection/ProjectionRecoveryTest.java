package io.tillstream.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.Topic;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost or counted twice, whatever is killed or restarted meanwhile. */
class ProjectionRecoveryTest {

    private static final int ORDERS = 4_000;
    private static final String PASSWORD = "test";

    @TempDir
    private Path dir;

    private LocalBroker broker;
    private LocalDatabase database;
    private Projection projection;
    private Log log;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(dir.resolve("kafka"), 0);
        database = LocalDatabase.start(dir.resolve("postgres"), 0, PASSWORD);
        log = new Log(broker.bootstrapServers());
        Flyway.configure()
                .dataSource(url(), database.user(), PASSWORD)
                .schemas("tillstream")
                .load()
                .migrate();
        project();
    }

    @AfterEach
    void stop() {
        projection.close();
        log.close();
        database.close();
        broker.close();
    }

    private void project() {
        projection = new Projection(
                new ProjectionSettings(
                        broker.access(), 4, url(), database.user(), PASSWORD, 200, BusinessTime.UTC, "USD"),
                new CountDownLatch(0));
        projection.start();
    }

    private String url() {
        return "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                + "?currentSchema=tillstream";
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), database.user(), PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), database.user(), PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void eventually(ThrowingRunnable check) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(check);
    }

    /** Orders of 1.50 each, some delivered twice. */
    private void sendOrders(int from, int to) {
        for (int i = from; i < to; i++) {
            String customer = "c" + i % 50;
            String order = """
                    {"event_id":"e%d","action":"purchase","customer_id":"%s","timestamp":"2024-%02d-01T10:00:00Z","order_id":"o%d",\
                    "items":[{"product_id":"p1","category":"Books","price":1.5,"quantity":1}]}""".formatted(i, customer, 1 + i % 12, i);
            log.send(TopicCatalogue.EVENTS, customer, order);
            if (i % 7 == 0) {
                log.send(TopicCatalogue.EVENTS, customer, order);
            }
        }
        log.flush();
    }

    private void assertOrders(int orders) throws SQLException {
        assertThat(number("SELECT count(*) FROM orders")).isEqualTo(orders);
        assertThat(number("SELECT sum(gross_micros) FROM orders")).isEqualTo(orders * 1_500_000L);
        assertThat(number("SELECT count(*) FROM order_lines")).isEqualTo(orders);
        assertThat(number("SELECT count(*) FROM events")).isEqualTo(orders);
    }

    @Test
    void shouldCountExactlyWhenItsTransactionsAreKilled() throws SQLException {
        sendOrders(0, ORDERS);
        long killed = 0;
        for (int round = 0; round < 5; round++) {
            sendOrders(ORDERS + round * 100, ORDERS + (round + 1) * 100);
            killed += number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE application_name LIKE 'tillstream-projection%' AND pid <> pg_backend_pid()");
        }

        assertThat(killed).isPositive();
        eventually(() -> assertOrders(ORDERS + 500));
    }

    @Test
    void shouldCountExactlyWhenTheDatabaseRestarts() {
        sendOrders(0, ORDERS);
        eventually(() -> assertThat(number("SELECT count(*) FROM orders")).isPositive());
        int port = database.port();
        database.close();
        sendOrders(ORDERS, ORDERS + 100);
        database = LocalDatabase.start(dir.resolve("postgres"), port, PASSWORD);

        eventually(() -> assertOrders(ORDERS + 100));
    }

    @Test
    void shouldCountExactlyWhenTheBrokerRestarts() throws SQLException {
        sendOrders(0, 300);
        eventually(() -> assertOrders(300));
        int port = Integer.parseInt(
                broker.bootstrapServers().substring(broker.bootstrapServers().lastIndexOf(':') + 1));
        broker.close();
        broker = LocalBroker.start(dir.resolve("kafka"), port);
        sendOrders(300, 400);

        eventually(() -> assertOrders(400));
    }

    @Test
    void shouldChangeNothingWhenReplayedFromTheStart() throws Exception {
        Shop.send(log);
        sendOrders(0, 500);
        eventually(() -> assertThat(number("SELECT count(*) FROM orders")).isEqualTo(502));
        eventually(() -> assertThat(number("SELECT count(*) FROM sales_cells")).isEqualTo(19));
        eventually(() ->
                assertThat(number("SELECT count(*) FROM segment_transitions")).isEqualTo(1));
        projection.close();
        execute("DELETE FROM projection_offsets");
        sendOrders(500, 501);
        project();

        eventually(() -> assertThat(number("SELECT count(*) FROM orders")).isEqualTo(503));
        eventually(() -> assertThat(projection.progress().projected(TopicCatalogue.SALES.name()))
                .isEqualTo(19));
        eventually(() -> assertThat(projection.progress().projected(TopicCatalogue.TRANSITIONS.name()))
                .isEqualTo(1));
        assertThat(number("SELECT count(*) FROM events")).isEqualTo(501 + 6);
        assertThat(number("SELECT count(*) FROM refunds")).isEqualTo(1);
        assertThat(number("SELECT sum(amount_micros) FROM refund_lines")).isEqualTo(7_000_000);
        assertThat(number("SELECT count(*) FROM sales_cells")).isEqualTo(19);
        assertThat(number("SELECT count(*) FROM segment_transitions")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM carts")).isEqualTo(4);
    }

    @Test
    void shouldBuildAnewWhenTheLogIsAnotherOne() throws Exception {
        sendOrders(0, 400);
        eventually(() -> assertOrders(400));
        projection.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(TopicCatalogue.EVENTS.name())).all().get();
        }
        log.close();
        eventually(() -> log = new Log(broker.bootstrapServers()));
        sendOrders(1_000, 1_020);
        project();

        eventually(() -> assertOrders(20));
    }

    @Test
    void shouldSkipOnlyTheRecordThatCannotBecomeARow() {
        // random, so that it does not compress below what an index entry holds
        StringBuilder id = new StringBuilder();
        new Random(1).ints(20_000, 'a', 'z').forEach(c -> id.append((char) c));
        log.send(TopicCatalogue.PROFILES, "k1", CustomerProfile.class, Shop.profile("good", 0, 0, 0, null));
        log.send(TopicCatalogue.PROFILES, "k2", CustomerProfile.class, Shop.profile(id.toString(), 0, 0, 0, null));
        log.send(TopicCatalogue.PROFILES, "k3", CustomerProfile.class, Shop.profile("good too", 0, 0, 0, null));
        log.send(TopicCatalogue.PROFILES, "k4", "{\"customer_id\":7");
        log.flush();

        eventually(() -> assertThat(number("SELECT count(*) FROM customers")).isEqualTo(2));
        eventually(() -> assertThat(projection.progress().refused()).isGreaterThanOrEqualTo(2));
    }

    /** Bars and backslashes stand in names and between the parts of keys. */
    private void sendJourneys() {
        LocalDate day = LocalDate.of(2024, 1, 31);
        Instant fresh = Instant.parse("2024-02-01T00:00:00Z");
        for (String channel : List.of("a|b", "stays")) {
            JourneyCell cell = new JourneyCell(day, channel, "d\\|e", 1, 0, List.of(), List.of(), List.of(), fresh);
            log.send(TopicCatalogue.JOURNEYS, cell.key(), JourneyCell.class, cell);
            JourneyPath path = new JourneyPath(day, channel, "d\\|e", "leave", List.of("home", "product"), 1, fresh);
            log.send(TopicCatalogue.JOURNEYS, path.key(), JourneyPath.class, path);
            ChannelCredit credit = new ChannelCredit(day, channel, 1, 1, 1, 1, 1, 1, fresh);
            log.send(TopicCatalogue.JOURNEYS, credit.key(), ChannelCredit.class, credit);
            ChannelStep step = new ChannelStep(day, channel, "c|d", 1, fresh);
            log.send(TopicCatalogue.JOURNEYS, step.key(), ChannelStep.class, step);
        }
    }

    @Test
    void shouldRemoveTheRowsWhoseRecordsAreWithdrawn() {
        Map<TopicSpec, List<String>> tables = Map.of(
                TopicCatalogue.PROFILES, List.of("customers"),
                TopicCatalogue.SALES, List.of("sales_cells"),
                TopicCatalogue.FUNNEL, List.of("funnel_cells"),
                TopicCatalogue.SEASONALITY, List.of("seasonality_cells"),
                TopicCatalogue.PRODUCT_CARTS, List.of("product_cart_cells"),
                TopicCatalogue.JOURNEYS, List.of("journey_cells", "journey_paths", "channel_credits", "channel_steps"));
        Shop.send(log);
        sendJourneys();
        log.flush();
        tables.values()
                .forEach(of -> of.forEach(table -> eventually(() -> assertThat(number("SELECT count(*) FROM " + table))
                        .as(table)
                        .isPositive())));

        tables.keySet().forEach(topic -> Topic.keys(broker.bootstrapServers(), topic.name()).stream()
                .filter(key -> !key.contains("stays"))
                .forEach(key -> log.send(topic, key, (byte[]) null)));
        for (String none : List.of("path|2024-02-31|leave|home|x|y", "path|0000-01-01|leave", "path|soon|", "path|")) {
            log.send(TopicCatalogue.JOURNEYS, none, (byte[]) null);
        }
        log.flush();
        tables.forEach(
                (topic, of) -> of.forEach(table -> eventually(() -> assertThat(number("SELECT count(*) FROM " + table))
                        .as(table)
                        .isEqualTo(topic == TopicCatalogue.JOURNEYS ? 1 : 0))));
    }
}
