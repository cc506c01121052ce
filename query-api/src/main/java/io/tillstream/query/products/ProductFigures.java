package io.tillstream.query.products;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The statement for what products or categories did: sales, carts by the day they were opened, and sales of as many days right before. Carts are counted by days
 * alone, as views are: with any other filter they are null.
 */
final class ProductFigures {

    private ProductFigures() {}

    static Sql of(ProductGroup group, Filters filters) {
        Filters before = before(filters);
        Sql sql = Sql.of("SELECT p.*, " + group.names() + ", "
                        + (filters.onlyDays()
                                ? "coalesce(k.purchased, 0) AS carts_purchased, coalesce(k.abandoned, 0) AS carts_abandoned, "
                                : "NULL::bigint AS carts_purchased, NULL::bigint AS carts_abandoned, ")
                        + (before == null
                                ? "NULL::bigint AS previous_orders, NULL::bigint AS previous_units, NULL::bigint AS previous_net_micros"
                                : "coalesce(b.orders, 0) AS previous_orders, coalesce(b.units, 0) AS previous_units,"
                                        + " coalesce(b.net_micros, 0) AS previous_net_micros")
                        + " FROM (")
                .add(group.sales(filters))
                .add(
                        ") AS p LEFT JOIN sales_cells c ON c.dimension = ? AND c.period = 'all' AND c.day IS NULL AND c.value = p.key",
                        group.dimension());
        if (filters.onlyDays()) {
            sql.add(" LEFT JOIN (").add(carts(group, filters)).add(") AS k ON k.value = p.key");
        }
        if (before != null) {
            sql.add(" LEFT JOIN (").add(group.sales(before)).add(") AS b ON b.key = p.key");
        }
        return sql;
    }

    private static Sql carts(ProductGroup group, Filters filters) {
        boolean allTime = filters.from() == null && filters.to() == null;
        return Sql.of(
                        "SELECT value, sum(purchased)::bigint AS purchased, sum(abandoned)::bigint AS abandoned"
                                + " FROM product_cart_cells WHERE dimension = ? AND period = ?",
                        group.dimension(),
                        allTime ? "all" : "day")
                .addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to())
                .add(" GROUP BY 1");
    }

    /** The same filters for as many days right before; null without a first and a last day. */
    private static @Nullable Filters before(Filters filters) {
        LocalDate from = filters.from();
        LocalDate to = filters.to();
        if (from == null || to == null) {
            return null;
        }
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        return new Filters(from.minusDays(days), from.minusDays(1), filters.values());
    }
}
