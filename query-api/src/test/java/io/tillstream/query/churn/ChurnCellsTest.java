package io.tillstream.query.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.customers.IndexedRankings;
import io.tillstream.query.customers.RankedCustomers;
import io.tillstream.query.request.Params;
import io.tillstream.stack.database.LocalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database keeps in sums of customers, churn's cells among them, against a count of all customers. */
class ChurnCellsTest {

    private static final String PASSWORD = "test";
    private static final Params NO_FILTER = new Params(name -> null);

    @TempDir
    private static Path dir;

    private static LocalDatabase database;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        database = LocalDatabase.start(dir.resolve("postgres"), 0, PASSWORD);
        String url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                + "?currentSchema=tillstream&preferQueryMode=simple";
        Flyway.configure()
                .dataSource(url, database.user(), PASSWORD)
                .schemas("tillstream")
                .load()
                .migrate();
        connection = DriverManager.getConnection(url, database.user(), PASSWORD);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        database.close();
    }

    @BeforeEach
    void forget() throws SQLException {
        execute("DELETE FROM customers");
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** Customers of all kinds, some without tier, model, country or cluster. */
    private static void insert(int from, int to) throws SQLException {
        execute("""
                INSERT INTO customers (customer_id, first_seen_at, churn_tier, churn_method, segment, country, location, gender,
                    cluster_tier, rfm_monetary, net_micros, churn_probability, value_expected_micros, purchase_probability,
                    churn_reasons, orders, recency_days, rfm_recency, rfm_frequency, behaviours, custom_segments, last_purchase_at,
                    loyalty_since, loyalty_tier, loyalty_balance, loyalty_earned_12m, cluster_rank)
                SELECT 'c' || n, CASE WHEN n %% 17 > 0 THEN now() END, (ARRAY['Low', 'Medium', 'High', NULL])[1 + n %% 4], (ARRAY['rule', 'm1'])[1 + n %% 2],
                    (ARRAY['Champions', 'Lost', NULL])[1 + n %% 3], (ARRAY['DE', 'US', 'FR', NULL])[1 + n %% 7 %% 4],
                    'town-' || n %% 500, (ARRAY['female', NULL])[1 + n %% 5 %% 2], (ARRAY['Gold', 'Silver', NULL])[1 + n %% 11 %% 3],
                    1 + n %% 5, n * 7919 %% 1000003, CASE WHEN n %% 10 > 0 THEN n %% 101 / 100.0 END,
                    CASE WHEN n %% 3 > 0 THEN n * 104729 %% 1000033 END, n %% 97 / 100.0,
                    CASE WHEN n %% 10 > 0 THEN jsonb_build_array(
                        jsonb_build_object('feature', 'orders', 'value', 1, 'contribution', (n %% 21 - 10) / 100.0),
                        jsonb_build_object('feature', (ARRAY['recency_days', 'sessions'])[1 + n %% 2], 'value', 1,
                            'contribution', (n %% 13) / 1000.0)) END,
                    nullif(n %% 6, 5), nullif(n %% 300, 7), 1 + n %% 4, 1 + n %% 5,
                    CASE WHEN n %% 4 = 0 THEN ARRAY['Brand Loyal', 'Bargain Hunter'] WHEN n %% 4 = 1 THEN '{}'::text[] END,
                    CASE WHEN n %% 6 = 0 THEN ARRAY['one', 'two'] END, CASE WHEN n %% 5 > 0 THEN timestamptz '2024-01-01' + n * interval '9 minutes' END,
                    CASE WHEN n %% 3 = 0 THEN date '2024-01-01' END, CASE WHEN n %% 6 = 0 THEN 'gold' END, n %% 7 - 3, n %% 50,
                    CASE WHEN n %% 11 %% 3 < 2 THEN 1 + n %% 11 %% 3 END
                FROM generate_series(%d, %d) AS n""".formatted(from, to));
    }

    private static void shouldAgree() throws SQLException {
        String sums = "sum(customers), sum(net_micros), sum(probability_sum), sum(valued), sum(expected_micros)";
        String key = "churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier";
        String cells = "SELECT %s, %s FROM %s GROUP BY %s HAVING sum(customers) <> 0 ORDER BY %s";
        List<String> counted = rows(cells.formatted(key, sums, "churn_facts", key, key));
        assertThat(counted).hasSizeGreaterThan(20);
        assertThat(rows(cells.formatted(key, sums, "churn_cells", key, key))).isEqualTo(counted);
        sums = "sum(customers), sum(raised), sum(contribution), sum(strength)";
        key = "churn_tier, segment, country, age_group, gender, channel, cluster_tier, feature";
        assertThat(rows(cells.formatted(key, sums, "churn_reason_cells", key, key)))
                .isEqualTo(rows(cells.formatted(key, sums, "churn_reason_facts", key, key)));
        assertThat(rows("SELECT * FROM churn_methods ORDER BY 1"))
                .isEqualTo(rows("SELECT churn_method, count(*) FROM customers WHERE churn_method IS NOT NULL GROUP BY 1"
                        + " ORDER BY 1"));
    }

    @Test
    void shouldFollowEveryChangeOfACustomer() throws SQLException {
        insert(1, 900);
        shouldAgree();
        shouldCount();
        execute(
                "UPDATE customers SET churn_tier = 'High', churn_probability = 0.9133, churn_method = 'm2' WHERE net_micros % 5 = 0");
        execute("UPDATE customers SET churn_reasons = NULL, country = NULL WHERE net_micros % 7 = 0");
        execute("UPDATE customers SET churn_tier = NULL, churn_method = NULL WHERE net_micros % 11 = 0");
        execute("UPDATE customers SET name = 'A name that no cell knows'");
        execute(
                "INSERT INTO customers (customer_id, churn_tier, churn_method, net_micros) SELECT 'c' || n, 'Low', 'm3', 5"
                        + " FROM generate_series(880, 920) AS n ON CONFLICT (customer_id) DO UPDATE SET churn_tier = EXCLUDED.churn_tier,"
                        + " churn_method = EXCLUDED.churn_method, net_micros = EXCLUDED.net_micros");
        execute(
                "UPDATE customers SET first_seen_at = now(), last_purchase_at = now(), orders = 2, location = 'town-1' WHERE net_micros % 9 = 0");
        execute("DELETE FROM customers WHERE net_micros % 13 = 0");
        shouldAgree();
        shouldCount();
        execute("DELETE FROM customers");
        assertThat(rows(
                        "SELECT * FROM churn_cells WHERE (customers, net_micros, probability_sum, valued, expected_micros)"
                                + " <> (0, 0, 0, 0, 0)"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT * FROM churn_reason_cells WHERE (customers, raised, contribution, strength) <> (0, 0, 0, 0)"))
                .isEmpty();
        assertThat(rows("SELECT * FROM churn_methods")).isEmpty();
        assertThat(rows(
                        "SELECT * FROM customer_cells WHERE customers <> 0 OR orders <> 0 OR recent <> 0 OR recency_days <> 0"
                                + " OR open_points <> 0 OR earned_12m <> 0"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT * FROM customer_counts WHERE customers <> 0 OR net_micros <> 0 OR probability_sum <> 0"))
                .isEmpty();
    }

    /** What is kept for other questions than churn's against a count of all customers. */
    private static void shouldCount() throws SQLException {
        String key =
                "seen, buyer, joined, churn_tier, segment, country, age_group, gender, channel, cluster_rank, loyalty_tier";
        String sums =
                "sum(customers), sum(orders), sum(net_micros), sum(recent), sum(recency_days), sum(open_points), sum(earned_12m)";
        String cells = "SELECT %s, %s FROM %s GROUP BY %s HAVING sum(customers) <> 0 ORDER BY %s";
        List<String> counted = rows(cells.formatted(key, sums, "customer_facts", key, key));
        assertThat(counted).hasSizeGreaterThan(20);
        assertThat(rows(cells.formatted(key, sums, "customer_cells", key, key))).isEqualTo(counted);
        for (List<String> count : List.of(
                List.of("location", "coalesce(location, 'unknown')", "true"),
                List.of("behaviour", "unnest(behaviours)", "true"),
                List.of("custom_segment", "unnest(custom_segments)", "true"),
                List.of(
                        "rfm",
                        "rfm_recency || '' || rfm_frequency || rfm_monetary || ' ' || coalesce(segment, '')",
                        "rfm_recency > 0"),
                List.of(
                        "purchase_tenth",
                        "least(floor(purchase_probability * 10), 9)::text",
                        "purchase_probability IS NOT NULL"),
                List.of(
                        "purchase_hour",
                        "to_char(date_trunc('hour', last_purchase_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')",
                        "last_purchase_at IS NOT NULL"))) {
            assertThat(rows(
                            "SELECT value, customers, buyers, orders, net_micros, probability_sum FROM customer_counts WHERE kind = '"
                                    + count.get(0) + "' AND customers <> 0 ORDER BY 1"))
                    .as(count.get(0))
                    .isNotEmpty()
                    .isEqualTo(rows("SELECT " + count.get(1)
                            + ", count(*), count(*) FILTER (WHERE orders > 0), coalesce(sum(orders), 0),"
                            + " coalesce(sum(net_micros), 0), coalesce(sum(round(purchase_probability * 1e9)::bigint), 0)"
                            + " FROM customers WHERE first_seen_at IS NOT NULL AND " + count.get(2)
                            + " GROUP BY 1 ORDER BY 1"));
        }
    }

    @Test
    void shouldReadNoLargeTableFromEndToEnd() throws SQLException {
        insert(1, 20_000);
        execute("ANALYZE customers");
        execute("ANALYZE customer_cells");
        execute("ANALYZE churn_reason_cells");
        List<String> questions = new ArrayList<>();
        for (Params params : List.of(
                NO_FILTER,
                new Params(Map.of("segment", "Lost", "country", "DE")::get),
                new Params(Map.of("location", "town-7")::get))) {
            questions.add(ChurnTables.tiersSql(params).toString());
            questions.add(ChurnTables.scoresSql(params).toString());
            questions.add(ChurnTables.reasonsSql(params).toString());
            questions.add(ChurnTables.playsSql(params).toString());
        }
        for (IndexedRankings by : IndexedRankings.values()) {
            String page = RankedCustomers.page(by.ranking(), by.condition(), NO_FILTER, 50)
                    .toString();
            questions.add(page);
            assertThat(plan(page)).as(page).contains("Index Scan").doesNotContain("Sort");
        }
        for (String question : questions) {
            assertThat(plan(question)).as(question).doesNotContain("Seq Scan on customers");
        }
        // the question that was asked before reads them all: the check can fail
        assertThat(plan("SELECT churn_tier, count(*) FROM customers GROUP BY 1"))
                .contains("Seq Scan on customers");
    }

    private static String plan(String question) throws SQLException {
        return String.join("\n", rows("EXPLAIN (GENERIC_PLAN) " + question));
    }
}
