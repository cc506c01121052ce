package io.tillstream.query.insights;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** Reads the counts that tests look at. */
@ApplicationScoped
class InsightTables {

    private static final int WEEKS = 26;
    private static final int RECENT_DAYS = 90;
    private static final int MOST_PRODUCTS = 1_000;
    private static final int MOST_PLACES = 200;

    private final Database database;

    InsightTables(Database database) {
        this.database = database;
    }

    /** What tests made of these counts say, which holds as long as the counts do. */
    Uni<Findings.Tested> remembered(LocalDate last, Supplier<Uni<Findings.Tested>> test) {
        return database.made("insights", Sql.of("?", last), Findings.Tested.class, test);
    }

    /** Sessions and orders of each hour of the last 26 weeks. */
    Uni<List<Counted.Hour>> hours(LocalDate last) {
        return database.figures(
                Sql.of(
                        "SELECT day, hour_of_day, sum(sessions)::bigint AS sessions, sum(orders)::bigint AS orders"
                                + " FROM seasonality_cells WHERE day > ? AND day <= ? GROUP BY 1, 2",
                        last.minusWeeks(WEEKS),
                        last),
                row -> new Counted.Hour(
                        row.getLocalDate("day"),
                        row.getInteger("hour_of_day"),
                        Rows.number(row, "sessions"),
                        Rows.number(row, "orders")));
    }

    /** Orders of each calendar month. */
    Uni<List<Counted.Month>> months(LocalDate last) {
        return database.figures(
                Sql.of(
                        "SELECT to_char(day, 'YYYY-MM') AS month, sum(orders)::bigint AS orders FROM seasonality_cells"
                                + " WHERE day <= ? GROUP BY 1",
                        last),
                row -> new Counted.Month(YearMonth.parse(row.getString("month")), Rows.number(row, "orders")));
    }

    /** Orders of each category and day of the two periods; none while the shop is younger than them. */
    Uni<List<Counted.Day>> categories(LocalDate last) {
        LocalDate start = last.minusDays(Changes.DAYS - 1L);
        return database.figures(
                Sql.of(
                        "SELECT value AS key, day, orders AS count FROM sales_cells"
                                + " WHERE dimension = 'category' AND period = 'day' AND day >= ? AND day <= ? AND value <> 'unknown'"
                                + " AND EXISTS (SELECT 1 FROM sales_cells WHERE dimension = 'total' AND period = 'day' AND day <= ?)",
                        start,
                        last,
                        start),
                InsightTables::day);
    }

    /** Moves between RFM segments of each pair and day of the two periods; none while moves are known for less. */
    Uni<List<Counted.Day>> moves(LocalDate last, ZoneId zone) {
        LocalDate start = last.minusDays(Changes.DAYS - 1L);
        OffsetDateTime[] midnights = start.datesUntil(last.plusDays(2))
                .map(day -> day.atStartOfDay(zone).toOffsetDateTime())
                .toArray(OffsetDateTime[]::new);
        return database.figures(
                Sql.of(
                        "SELECT from_segment || ? || to_segment AS key, width_bucket(at, ?) - 1 AS day, count(*) AS count"
                                + " FROM segment_transitions WHERE from_segment IS NOT NULL AND at >= ? AND at < ?"
                                + " AND (SELECT min(at) FROM segment_transitions) <= ? GROUP BY 1, 2",
                        Changes.ARROW,
                        midnights,
                        midnights[0],
                        midnights[Changes.DAYS],
                        midnights[0]),
                row -> new Counted.Day(
                        row.getString("key"), start.plusDays(row.getInteger("day")), Rows.number(row, "count")));
    }

    private static Counted.Day day(Row row) {
        return new Counted.Day(row.getString("key"), row.getLocalDate("day"), Rows.number(row, "count"));
    }

    /** What became of the carts of the last 90 days that held each product. */
    Uni<List<Counted.Product>> products(LocalDate last) {
        return database.figures(
                Sql.of(
                        "SELECT line ->> 'product_id' AS id, max(line ->> 'title') AS title,"
                                + " count(DISTINCT cart_key) FILTER (WHERE state IN ('abandoned', 'recovered')) AS abandoned,"
                                + " count(DISTINCT cart_key) FILTER (WHERE state = 'purchased') AS bought"
                                + " FROM carts, jsonb_array_elements(items) AS line"
                                + " WHERE opened_day > ? AND opened_day <= ? AND state IN ('abandoned', 'recovered', 'purchased')"
                                + " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT " + MOST_PRODUCTS,
                        last.minusDays(RECENT_DAYS),
                        last),
                row -> new Counted.Product(
                        row.getString("id"),
                        row.getString("title"),
                        Rows.number(row, "abandoned"),
                        Rows.number(row, "bought")));
    }

    /** Visits of the last 90 days by country. */
    Uni<List<Counted.Visits>> visits(LocalDate last) {
        return database.figures(
                Sql.of(
                        "SELECT value AS place, sum(visits)::bigint AS visits, sum(purchases)::bigint AS purchases"
                                + " FROM funnel_days WHERE dimension = 'country' AND day > ? AND day <= ?"
                                + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + MOST_PLACES,
                        last.minusDays(RECENT_DAYS),
                        last),
                row -> new Counted.Visits(
                        row.getString("place"), Rows.number(row, "visits"), Rows.number(row, "purchases")));
    }

    /** Orders of the last 90 days by location; the first is of all. Amounts in currency units. */
    Uni<List<Counted.Orders>> orders(LocalDate last) {
        return database.figures(
                Sql.of(
                        "SELECT coalesce(location, '') AS place, count(*) AS orders, avg(gross_micros / 1e6)::float8 AS mean,"
                                + " coalesce(var_samp(gross_micros / 1e6), 0)::float8 AS variance FROM orders"
                                + " WHERE day > ? AND day <= ? GROUP BY GROUPING SETS ((), (location))"
                                + " ORDER BY grouping(location) DESC, 2 DESC, 1 LIMIT " + (MOST_PLACES + 1),
                        last.minusDays(RECENT_DAYS),
                        last),
                InsightTables::orders);
    }

    private static Counted.Orders orders(Row row) {
        Double mean = row.getDouble("mean");
        return new Counted.Orders(
                row.getString("place"),
                new Significance.Sample(
                        Rows.number(row, "orders"), mean == null ? 0 : mean, row.getDouble("variance")));
    }
}
