package io.tillstream.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.query.support.Shop;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever part of the topics is projected again, from any place to their ends: the tables stay as they are, row for row. */
class SuffixReplayTest {

    private static final int ORDERS = 600;
    private static final int REPLAYS = 3;
    private static final String PASSWORD = "test";

    @TempDir
    private Path dir;

    @Test
    void shouldChangeNothingWhenAnySuffixIsAppliedAgain() throws Exception {
        Random random = new Random(7);
        try (LocalBroker broker = LocalBroker.start(dir.resolve("kafka"), 0);
                LocalDatabase database = LocalDatabase.start(dir.resolve("postgres"), 0, PASSWORD);
                Log log = new Log(broker.bootstrapServers());
                Connection connection = connect(database)) {
            Shop.send(log);
            sendOrders(log);
            Map<String, Long> ends = project(broker, database, connection, Map.of());
            Map<String, String> before = digests(connection);
            assertThat(before.get("orders")).startsWith((ORDERS + 2) + " rows");
            for (int replay = 0; replay < REPLAYS; replay++) {
                goBack(connection, random);
                assertThat(project(broker, database, connection, ends)).isEqualTo(ends);
                assertThat(digests(connection)).as("after replay %d", replay).isEqualTo(before);
            }
        }
    }

    private static Connection connect(LocalDatabase database) throws SQLException {
        Flyway.configure()
                .dataSource(url(database), database.user(), PASSWORD)
                .schemas("tillstream")
                .load()
                .migrate();
        return DriverManager.getConnection(url(database), database.user(), PASSWORD);
    }

    private static String url(LocalDatabase database) {
        return "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                + "?currentSchema=tillstream";
    }

    private static void sendOrders(Log log) {
        for (int i = 0; i < ORDERS; i++) {
            String customer = "c" + i % 50;
            String order = """
                    {"event_id":"e%d","action":"purchase","customer_id":"%s","timestamp":"2024-%02d-01T10:00:00Z","order_id":"o%d",\
                    "items":[{"product_id":"p%d","category":"Books","price":1.5,"quantity":1}]}""".formatted(i, customer, 1 + i % 12, i, i % 9);
            log.send(TopicCatalogue.EVENTS, customer, order);
            if (i % 7 == 0) {
                log.send(TopicCatalogue.EVENTS, customer, order);
            }
            if (i % 5 == 0) {
                log.send(TopicCatalogue.EVENTS, customer, """
                        {"event_id":"r%d","action":"refund","customer_id":"%s","timestamp":"2024-12-02T10:00:00Z","order_id":"o%d",\
                        "value":0.5,"items":[]}""".formatted(i, customer, i));
            }
        }
        log.flush();
    }

    /** Runs the projection until its offsets have stood still at their ends, and gives them. */
    private static Map<String, Long> project(
            LocalBroker broker, LocalDatabase database, Connection connection, Map<String, Long> ends) {
        ProjectionSettings settings = new ProjectionSettings(
                broker.access(), 4, url(database), database.user(), PASSWORD, 200, BusinessTime.UTC, "USD");
        Map<String, Long> last = new TreeMap<>();
        try (Projection projection = new Projection(settings, new CountDownLatch(0))) {
            projection.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(ends.isEmpty() ? 1_500 : 200))
                    .until(() -> {
                        Map<String, Long> now = offsets(connection);
                        boolean done = ends.isEmpty() ? !now.isEmpty() && now.equals(last) : now.equals(ends);
                        last.clear();
                        last.putAll(now);
                        return done;
                    });
        }
        return last;
    }

    private static Map<String, Long> offsets(Connection connection) throws SQLException {
        Map<String, Long> offsets = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT topic || '-' || topic_partition, next_offset FROM projection_offsets")) {
            while (rows.next()) {
                offsets.put(rows.getString(1), rows.getLong(2));
            }
        }
        return offsets;
    }

    /** Lets some partitions believe that they were not read so far. */
    private static void goBack(Connection connection, Random random) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Long> partition : offsets(connection).entrySet()) {
                if (partition.getValue() > 0 && random.nextInt(3) > 0) {
                    statement.executeUpdate("UPDATE projection_offsets SET next_offset = "
                            + random.nextLong(partition.getValue()) + " WHERE topic || '-' || topic_partition = '"
                            + partition.getKey() + "'");
                }
            }
        }
    }

    /** Number of rows, and a digest of their contents in any order, of each table. */
    private static Map<String, String> digests(Connection connection) throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) || ' rows ' || coalesce(md5(string_agg("
                            + "md5(each::text), '' ORDER BY md5(each::text))), '') FROM tillstream." + table
                            + " AS each")) {
                row.next();
                digests.put(table, row.getString(1));
            }
        }
        return digests;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = 'tillstream' AND table_type = 'BASE TABLE'"
                        + " AND table_name NOT IN ('projection_offsets', 'flyway_schema_history')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
