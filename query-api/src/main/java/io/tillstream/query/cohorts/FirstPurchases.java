package io.tillstream.query.cohorts;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.util.Map;
import java.util.Set;

/**
 * Buyers by what their first purchase said and by what is known of them now, from the orders. Cells know one thing of a first purchase at a time; so what is asked of
 * several, or of anything else, is counted by the same rules.
 *
 * <p>The first purchase is the one with the earliest time, to the millisecond; of equal ones that which the log had first. Its category is the one that most of its
 * amount went to, of equal ones that named first.
 */
final class FirstPurchases {

    /** Told by the customer, or by the lines. */
    private static final Set<Parameter> NOT_OF_ORDERS = Set.of(Parameter.SEGMENT, Parameter.TIER, Parameter.CATEGORY);

    private static final String FIRSTS =
            ", firsts AS (SELECT DISTINCT ON (who) who, month, customer_id, order_id, value, fits FROM bought"
                    + " ORDER BY who, at, appended_at, order_id)";

    private static final String CATEGORIES =
            ", main_lines AS (SELECT DISTINCT ON (l.customer_id, l.order_id) l.customer_id, l.order_id, l.category FROM firsts f"
                    + " JOIN order_lines l ON l.customer_id = f.customer_id AND l.order_id = f.order_id WHERE f.fits"
                    + " GROUP BY l.customer_id, l.order_id, l.category"
                    + " ORDER BY l.customer_id, l.order_id, sum(l.amount_micros) DESC, min(l.line))";

    private FirstPurchases() {}

    /**
     * The beginning of a statement with the table expressions {@code bought}, the orders of those who may be among them with {@code who} and {@code month}, and {@code buyers},
     * those that the filters leave: {@code who}, the month {@code cohort} and what the first purchase said as {@code value}. Days are left to the statement.
     *
     * @param by channel, category or country; total for {@code all}
     */
    static Sql buyers(String by, Filters filters) {
        boolean byCategory = by.equals(Parameter.CATEGORY.wireName());
        String category = filters.value(Parameter.CATEGORY);
        boolean lines = byCategory || category != null;
        return bought(by.equals("total") || byCategory ? "'all'" : "o." + by, filters)
                .add(FIRSTS + (lines ? CATEGORIES : ""))
                .add(", buyers AS MATERIALIZED (SELECT f.who, f.month AS cohort, "
                        + (byCategory ? "coalesce(m.category, 'unknown')" : "f.value") + " AS value FROM firsts f"
                        + (lines
                                ? " LEFT JOIN main_lines m ON m.customer_id = f.customer_id AND m.order_id = f.order_id"
                                : "")
                        + " WHERE f.fits")
                .addIf(" AND coalesce(m.category, 'unknown') = ?", category)
                .add(")")
                .joiningMany();
    }

    /**
     * Whether an order is what a first purchase must be stands beside it as {@code fits}: it shows only among all orders of somebody which was the first. Orders of some
     * customers are kept for the second look at them; all orders are quicker read again than kept.
     */
    private static Sql bought(String value, Filters filters) {
        boolean ofSome = filters.has(Parameter.SEGMENT) || filters.has(Parameter.TIER);
        Sql sql = Sql.of("WITH bought AS " + (ofSome ? "" : "NOT ") + "MATERIALIZED (SELECT o.person_id AS who,"
                + " date_trunc('milliseconds', o.occurred_at) AS at, date_trunc('month', o.day::timestamp)::date AS month, o.customer_id,"
                + " o.order_id, o.day, o.gross_micros, o.appended_at, " + value + " AS value, (true");
        for (Map.Entry<Parameter, String> filter : filters.values().entrySet()) {
            if (!NOT_OF_ORDERS.contains(filter.getKey())) {
                sql.add(" AND o." + filter.getKey().wireName() + " = ?", filter.getValue());
            }
        }
        return sql.add(") AS fits FROM orders_of_persons o")
                .add(ofSome ? " JOIN customers c ON c.customer_id = o.person_id WHERE true" : "")
                .addIf(" AND c.segment = ?", filters.value(Parameter.SEGMENT))
                .addIf(" AND c.churn_tier = ?", filters.value(Parameter.TIER))
                .add(")");
    }
}
