package io.tillstream.query.seasonality;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.sales.SaleFilters;
import java.time.ZoneId;

/** When some orders were placed, counted from these. Sessions are those of the whole shop, which a part of its orders has none of. */
final class HoursOf {

    private static final String SUMS = " sum(orders)::bigint AS orders, sum(units)::bigint AS units,"
            + " sum(gross_micros)::bigint AS gross_micros, NULL::bigint AS sessions FROM (";

    private HoursOf() {}

    /** Sums by hour of the week. */
    static Sql week(Filters filters, ZoneId zone) {
        return Sql.of("SELECT weekday, hour_of_day," + SUMS)
                .add(sold(
                        filters,
                        "extract(isodow FROM o.day)::int AS weekday,"
                                + " extract(hour FROM o.occurred_at AT TIME ZONE ?)::int AS hour_of_day",
                        zone.getId()))
                .add(") AS placed GROUP BY 1, 2");
    }

    /** Sums by calendar month, those in which the shop had none of these orders included. */
    static Sql months(Filters filters) {
        return Sql.of("SELECT month," + SUMS)
                .add(sold(filters, "to_char(o.day, 'YYYY-MM') AS month"))
                .add(" UNION ALL SELECT DISTINCT to_char(day, 'YYYY-MM'), 0, 0, 0 FROM seasonality_cells WHERE true")
                .addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to())
                .add(") AS placed GROUP BY 1 ORDER BY 1");
    }

    /** A row for each order; of a category with the units and amounts of its lines. */
    private static Sql sold(Filters filters, String keys, Object... bound) {
        boolean lines = filters.has(Parameter.CATEGORY);
        return Sql.of("SELECT " + keys, bound)
                .add(
                        lines
                                ? ", 1 AS orders, sum(l.quantity) AS units, sum(l.amount_micros) AS gross_micros FROM orders_of_persons o"
                                        + " JOIN order_lines l USING (customer_id, order_id)"
                                : ", 1 AS orders, o.units, o.gross_micros FROM orders_of_persons o")
                .add(SaleFilters.customers(filters, "o.person_id") + " WHERE true")
                .add(SaleFilters.conditions(filters, "o", "l"))
                .add(lines ? " GROUP BY o.customer_id, o.order_id, o.day, o.occurred_at" : "");
    }
}
