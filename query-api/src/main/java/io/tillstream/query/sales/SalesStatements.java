package io.tillstream.query.sales;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statements for sales figures. Cells answer what they hold: days and all time in one dimension. Any other mix of filters is counted from the orders, which
 * hold the same facts line by line.
 *
 * <p>An order that came both from a visitor and from the customer they turned out to be is one, as in the cells; what visitors bought is their customer's.
 *
 * <p>All give the columns key, orders, units, gross_micros, refund_micros, net_micros, refunds, units_returned, buyers, views, cart_adds; the last two are
 * null where they were not counted.
 */
final class SalesStatements {

    private static final Set<Parameter> CELL_FILTERS =
            Set.of(Parameter.CATEGORY, Parameter.LOCATION, Parameter.COUNTRY, Parameter.AGE_GROUP);

    private SalesStatements() {}

    static Sql grouped(SalesGroup group, Filters filters) {
        String dimension = cellDimension(group, filters);
        return dimension == null ? fromOrders(group, filters) : fromCells(group, dimension, filters);
    }

    /** The dimension of cells that answers, or null when none does. */
    private static @Nullable String cellDimension(SalesGroup group, Filters filters) {
        if (filters.onlyDays()) {
            return group.cellDimension();
        }
        if (filters.values().size() > 1) {
            return null;
        }
        Parameter only = filters.values().keySet().iterator().next();
        if (group == SalesGroup.ALL || group == SalesGroup.DAY) {
            return CELL_FILTERS.contains(only) ? only.wireName() : null;
        }
        return only == group.filter() ? group.cellDimension() : null;
    }

    private static Sql fromCells(SalesGroup group, String dimension, Filters filters) {
        boolean byDay = group == SalesGroup.DAY;
        boolean allTime = !byDay && filters.from() == null && filters.to() == null;
        String key = byDay ? "day::text" : group == SalesGroup.ALL ? "'all'" : "value";
        boolean counted = dimension.equals("category") || dimension.equals("product");
        Sql cells = Sql.of("SELECT " + key + " AS key, sum(orders)::bigint AS orders, sum(units)::bigint AS units,"
                + " sum(gross_micros)::bigint AS gross_micros, sum(refund_micros)::bigint AS refund_micros,"
                + " sum(net_micros)::bigint AS net_micros, sum(refunds)::bigint AS refunds,"
                + " sum(units_returned)::bigint AS units_returned, sum(buyers)::bigint AS buyers, "
                + (counted ? "sum(views)::bigint" : "NULL::bigint") + " AS views, "
                + (counted ? "sum(cart_adds)::bigint" : "NULL::bigint") + " AS cart_adds"
                + " FROM sales_cells WHERE");
        cells.add(" dimension = ? AND period = ?", dimension, allTime ? "all" : "day");
        for (String value : filters.values().values()) {
            cells.add(" AND value = ?", value);
        }
        cells.addIf(" AND day >= ?", filters.from()).addIf(" AND day <= ?", filters.to());
        cells.add(" GROUP BY 1");
        return byDay || allTime ? cells : withDistinctBuyers(cells, group, filters);
    }

    /** Buyers of several days do not add up: they are counted from the orders. */
    private static Sql withDistinctBuyers(Sql cells, SalesGroup group, Filters filters) {
        Sql buyers =
                Sql.of("SELECT key, orders, units, gross_micros, refund_micros, net_micros, refunds, units_returned,"
                        + " coalesce(b.buyers, 0) AS buyers, views, cart_adds FROM (");
        buyers.add(cells)
                .add(") AS cells LEFT JOIN (SELECT " + group.orderKey()
                        + " AS key, count(DISTINCT o.person_id) AS buyers");
        orders(buyers, group, filters);
        return buyers.add(" GROUP BY 1) AS b USING (key)");
    }

    private static Sql fromOrders(SalesGroup group, Filters filters) {
        boolean lines = group.ofLines() || filters.has(Parameter.CATEGORY);
        Sql sql = Sql.of("WITH sold AS (SELECT " + group.orderKey() + " AS key, "
                + (lines
                        ? "count(DISTINCT (o.customer_id, o.order_id)) AS orders, sum(l.quantity)::bigint AS units,"
                                + " sum(l.amount_micros)::bigint AS gross_micros"
                        : "count(*) AS orders, sum(o.units)::bigint AS units, sum(o.gross_micros)::bigint AS gross_micros")
                + ", count(DISTINCT o.person_id) AS buyers");
        orders(sql, group, filters);
        sql.add(" GROUP BY 1), returned AS (SELECT " + group.refundKey() + " AS key, "
                + (lines
                        ? "count(DISTINCT (r.customer_id, r.event_id)) AS refunds, sum(rl.quantity)::bigint AS units_returned,"
                                + " sum(rl.amount_micros)::bigint AS refund_micros"
                        : "count(*) AS refunds, sum(r.units)::bigint AS units_returned,"
                                + " sum(r.amount_micros)::bigint AS refund_micros"));
        refunds(sql, group, filters);
        return sql.add(" GROUP BY 1) SELECT key, coalesce(orders, 0) AS orders, coalesce(units, 0) AS units,"
                + " coalesce(gross_micros, 0) AS gross_micros, coalesce(refund_micros, 0) AS refund_micros,"
                + " coalesce(gross_micros, 0) - coalesce(refund_micros, 0) AS net_micros, coalesce(refunds, 0) AS refunds,"
                + " coalesce(units_returned, 0) AS units_returned, coalesce(buyers, 0) AS buyers, NULL::bigint AS views,"
                + " NULL::bigint AS cart_adds FROM sold FULL JOIN returned USING (key)");
    }

    private static void orders(Sql sql, SalesGroup group, Filters filters) {
        boolean lines = group.ofLines() || filters.has(Parameter.CATEGORY);
        sql.add(" FROM orders_of_persons o" + (lines ? " JOIN order_lines l USING (customer_id, order_id)" : "")
                + SaleFilters.customers(filters, "o.person_id") + " WHERE true");
        sql.add(SaleFilters.conditions(filters, "o", "l"));
    }

    private static void refunds(Sql sql, SalesGroup group, Filters filters) {
        boolean lines = group.ofLines() || filters.has(Parameter.CATEGORY);
        sql.add(" FROM refunds r" + (lines ? " JOIN refund_lines rl USING (customer_id, event_id)" : "")
                + SaleFilters.customers(filters, "person(r.customer_id, r.occurred_at)") + " WHERE true");
        sql.add(SaleFilters.conditions(filters, "r", "rl"));
    }
}
