package io.tillstream.query.behaviour;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.sales.SaleFilters;
import org.jspecify.annotations.Nullable;

/**
 * Baskets of some orders, told from these by the rules of the cells. Of a category are the orders that hold something of it, with all they hold. The gap of an order is that to the
 * same customer's order before, whether that is one of them or not.
 */
final class BasketsOf {

    private static final String GAP_SECONDS = "floor(extract(epoch FROM at - before))::bigint";

    /** Buckets of histograms as the engine has them: each value below 64, then 32 for each doubling, by their middle. */
    private static final String MIDDLE = "CASE WHEN v < 64 THEN v ELSE ((v >> s) << s) + (1::bigint << (s - 1)) END";

    private static final String SHIFT = "length(ltrim(v::bit(64)::text, '0')) - 6";

    private BasketsOf() {}

    /** Table expression {@code chosen}: the orders that the filters leave, with the time of the customer's order before. Of some customers only their orders are looked at. */
    private static Sql chosen(Filters filters, @Nullable String paidBy) {
        String category = filters.has(Parameter.CATEGORY)
                ? " JOIN (SELECT DISTINCT customer_id, order_id, category FROM order_lines) AS l USING (customer_id, order_id)"
                : "";
        return Sql.of(
                        "WITH placed AS (SELECT *, lag(at) OVER (PARTITION BY who ORDER BY at, customer_id, order_id) AS before FROM"
                                + " (SELECT o.*, o.person_id AS who, date_trunc('milliseconds', o.occurred_at) AS at FROM orders_of_persons o"
                                + SaleFilters.customers(filters, "o.person_id") + " WHERE true")
                .add(SaleFilters.ofCustomers(filters))
                .addIf(" AND o.day <= ?", filters.to())
                .add(") AS o), chosen AS (SELECT p.* FROM placed p" + category + " WHERE true")
                .add(SaleFilters.ofSales(filters, "p", "l"))
                .addIf(" AND p.payment_method = ?", paidBy)
                .add(")");
    }

    /**
     * Sums by a value, as cells have them.
     *
     * @param paidBy how the orders were paid; null for all
     * @param value a term of SQL on an order
     * @param gaps whether gaps are counted
     */
    static Sql sums(Filters filters, @Nullable String paidBy, String value, boolean gaps) {
        return chosen(filters, paidBy)
                .add(
                        " SELECT " + value + " AS value, count(*) AS orders, sum(units)::bigint AS units,"
                                + " sum(products)::bigint AS products, sum(gross_micros)::bigint AS gross_micros,"
                                + " sum(discounts)::bigint AS discount_micros, count(*) FILTER (WHERE discounts > 0) AS discounted_orders,"
                                + " count(*) FILTER (WHERE categories > 1) AS cross_category_orders, "
                                + (gaps ? "count(before)" : "NULL::bigint") + " AS gaps, "
                                + (gaps ? "sum(" + GAP_SECONDS + ")::bigint" : "NULL::bigint") + " AS gap_seconds"
                                + " FROM chosen c CROSS JOIN LATERAL (SELECT count(DISTINCT product_id) AS products,"
                                + " coalesce(sum(discount_micros), 0) AS discounts,"
                                + " count(DISTINCT category) FILTER (WHERE category <> 'unknown') AS categories"
                                + " FROM order_lines l WHERE l.customer_id = c.customer_id AND l.order_id = c.order_id) AS held GROUP BY 1");
    }

    /** Rows of kind, value and count, with a row of sums. */
    static Sql spreads(Filters filters) {
        return chosen(filters, null)
                .add(", gaps AS (SELECT units, gross_micros, " + GAP_SECONDS + " AS seconds FROM chosen), seen AS ("
                        + "SELECT 'order_gaps' AS kind, seconds / 3600 AS v FROM gaps WHERE seconds IS NOT NULL"
                        + " UNION ALL SELECT 'basket_units', units FROM gaps"
                        + " UNION ALL SELECT 'basket_values', gross_micros / 10000 FROM gaps)"
                        + " SELECT 'sums' AS kind, NULL::bigint AS value, NULL::bigint AS count, sum(seconds)::bigint AS seconds,"
                        + " count(seconds) AS gaps, sum(units)::bigint AS units, sum(gross_micros)::bigint AS gross_micros,"
                        + " count(*) AS orders FROM gaps UNION ALL SELECT kind, " + MIDDLE
                        + ", count(*), NULL, NULL, NULL, NULL, NULL FROM (SELECT kind, v, " + SHIFT
                        + " AS s FROM seen) AS seen GROUP BY 1, 2 ORDER BY 1, 2");
    }
}
