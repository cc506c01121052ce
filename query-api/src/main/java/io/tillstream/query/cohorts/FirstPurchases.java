package io.tillstream.query.cohorts;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.util.Map;

/**
 * Buyers by what their first purchase said and by what is known of them now, from the orders. Cells know one thing of a first purchase at a time; so what is asked of
 * several, or of anything else, is counted by the same rules.
 *
 * <p>The first purchase is the one with the earliest time, to the millisecond; of equal ones that which the log had first. Its category is the one that most of its
 * amount went to, of equal ones that named first.
 */
final class FirstPurchases {

    private static final String BOUGHT =
            "WITH bought AS (SELECT person_id AS who, date_trunc('milliseconds', occurred_at) AS at,"
                    + " date_trunc('month', day::timestamp)::date AS month, customer_id, order_id, day, gross_micros, channel, device,"
                    + " country, location, age_group, appended_at FROM orders_of_persons),"
                    + " firsts AS (SELECT DISTINCT ON (who) * FROM bought ORDER BY who, at, appended_at, order_id)";

    private static final String CATEGORIES =
            ", main_lines AS (SELECT DISTINCT ON (l.customer_id, l.order_id) l.customer_id, l.order_id, l.category FROM firsts f"
                    + " JOIN order_lines l ON l.customer_id = f.customer_id AND l.order_id = f.order_id"
                    + " GROUP BY l.customer_id, l.order_id, l.category"
                    + " ORDER BY l.customer_id, l.order_id, sum(l.amount_micros) DESC, min(l.line))";

    private FirstPurchases() {}

    /**
     * The beginning of a statement with the table expressions {@code bought}, the orders of everybody with {@code who} and {@code month}, and {@code buyers}, those that the
     * filters leave: {@code who}, the month {@code cohort} and what the first purchase said as {@code value}. Days are left to the statement.
     *
     * @param by channel, category or country; total for {@code all}
     */
    static Sql buyers(String by, Filters filters) {
        boolean byCategory = by.equals(Parameter.CATEGORY.wireName()) || filters.has(Parameter.CATEGORY);
        String value =
                switch (by) {
                    case "total" -> "'all'";
                    case "category" -> "coalesce(m.category, 'unknown')";
                    default -> "f." + by;
                };
        Sql sql = Sql.of(BOUGHT + (byCategory ? CATEGORIES : "") + ", buyers AS (SELECT f.who, f.month AS cohort, "
                + value + " AS value FROM firsts f"
                + (byCategory
                        ? " LEFT JOIN main_lines m ON m.customer_id = f.customer_id AND m.order_id = f.order_id"
                        : "")
                + (filters.has(Parameter.SEGMENT) || filters.has(Parameter.TIER)
                        ? " JOIN customers c ON c.customer_id = f.who"
                        : "")
                + " WHERE true");
        for (Map.Entry<Parameter, String> filter : filters.values().entrySet()) {
            String said =
                    switch (filter.getKey()) {
                        case SEGMENT -> "c.segment";
                        case TIER -> "c.churn_tier";
                        case CATEGORY -> "coalesce(m.category, 'unknown')";
                        default -> "f." + filter.getKey().wireName();
                    };
            sql.add(" AND " + said + " = ?", filter.getValue());
        }
        return sql.add(")").joiningMany();
    }
}
