package io.tillstream.query.behaviour;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.behaviour.Distributions.Stored;
import io.tillstream.query.behaviour.Spread.Seen;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how customers buy. */
@ApplicationScoped
class BehaviourTables {

    /** Filters that cells are split by. */
    private static final Set<String> SPLITS =
            Set.of(Parameter.CHANNEL.wireName(), Parameter.DEVICE.wireName(), Parameter.PAYMENT_METHOD.wireName());

    private static final double MICROS = 1e6;

    private final Database database;

    BehaviourTables(Database database) {
        this.database = database;
    }

    /** What was bought and how, by day or by the values of a dimension. */
    Uni<List<Purchasing>> purchasing(Params params) {
        String by = params.oneOf(Parameter.DIMENSION, List.of("total", "day", "channel", "device", "payment_method"));
        Filters filters = Filters.of(params);
        String paidBy = params.text(Parameter.PAYMENT_METHOD);
        String split = by == null || by.equals("day") ? "total" : by;
        String dimension = keptIn(filters, paidBy, split);
        String value = by == null || by.equals("total") ? "'all'" : by.equals("day") ? "day::text" : by;
        Sql sql = dimension == null
                ? BasketsOf.sums(filters, paidBy, value, split.equals("total"))
                : kept(filters, paidBy, dimension, split.equals("total") ? value : "value");
        return database.figures(
                sql.add(split.equals("total") ? " ORDER BY 1" : " ORDER BY orders DESC, 1"), Purchasing::of);
    }

    /** The dimension of cells that answers, which know one thing of an order at a time; null when none does. */
    private static @Nullable String keptIn(Filters filters, @Nullable String paidBy, String split) {
        if (filters.onlyDays() && paidBy == null) {
            return split;
        }
        if (filters.values().size() + (paidBy == null ? 0 : 1) > 1) {
            return null;
        }
        String only = paidBy != null
                ? Parameter.PAYMENT_METHOD.wireName()
                : filters.values().keySet().iterator().next().wireName();
        return SPLITS.contains(only) && (split.equals("total") || split.equals(only)) ? only : null;
    }

    private static Sql kept(Filters filters, @Nullable String paidBy, String dimension, String value) {
        String gaps = dimension.equals("total") ? "sum(%s)::bigint AS %<s" : "NULL::bigint AS %s";
        Sql sql = Sql.of(
                        "SELECT " + value + " AS value" + sums() + ", "
                                + String.format(Locale.ROOT, gaps, "gaps")
                                + ", " + String.format(Locale.ROOT, gaps, "gap_seconds")
                                + " FROM purchasing_cells WHERE dimension = ?",
                        dimension)
                .addIf(" AND value = ?", paidBy);
        filters.values().values().forEach(given -> sql.add(" AND value = ?", given));
        return sql.addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to())
                .add(" GROUP BY 1");
    }

    private static String sums() {
        StringBuilder sums = new StringBuilder();
        for (String column : List.of(
                "orders",
                "units",
                "products",
                "gross_micros",
                "discount_micros",
                "discounted_orders",
                "cross_category_orders")) {
            sums.append(", sum(").append(column).append(")::bigint AS ").append(column);
        }
        return sums.toString();
    }

    /** How orders of some days are spread. */
    Uni<Distributions> distributions(Params params) {
        Filters filters = Filters.of(params);
        Sql sql = filters.onlyDays() ? kept(filters) : BasketsOf.spreads(filters);
        return database.figures(sql, Line::of).map(BehaviourTables::distributions);
    }

    private static Sql kept(Filters days) {
        Sql sql = Sql.of("WITH chosen AS (SELECT * FROM purchasing_cells WHERE dimension = 'total'")
                .addIf(" AND day >= ?", days.from())
                .addIf(" AND day <= ?", days.to())
                .add(
                        ") SELECT 'sums' AS kind, NULL::bigint AS value, NULL::bigint AS count, sum(gap_seconds)::bigint AS seconds,"
                                + " sum(gaps)::bigint AS gaps, sum(units)::bigint AS units, sum(gross_micros)::bigint AS gross_micros,"
                                + " sum(orders)::bigint AS orders FROM chosen");
        for (String kind : List.of("order_gaps", "basket_units", "basket_values")) {
            sql.add(" UNION ALL SELECT '" + kind
                    + "', (b->>'value')::bigint, sum((b->>'count')::bigint)::bigint, NULL, NULL, NULL,"
                    + " NULL, NULL FROM chosen, jsonb_array_elements(" + kind + ") AS b GROUP BY 2");
        }
        return sql.add(" ORDER BY 1, 2");
    }

    private record Line(
            String kind,
            Seen seen,
            @Nullable Double gapDays,
            @Nullable Double units,
            @Nullable Double value) {

        static Line of(Row row) {
            long gaps = Rows.number(row, "gaps");
            long orders = Rows.number(row, "orders");
            return new Line(
                    row.getString("kind"),
                    new Seen(Rows.number(row, "value"), Rows.number(row, "count")),
                    gaps == 0 ? null : Double.valueOf(Rows.number(row, "seconds") / 86_400.0 / gaps),
                    orders == 0 ? null : Double.valueOf((double) Rows.number(row, "units") / orders),
                    orders == 0 ? null : Double.valueOf(Rows.number(row, "gross_micros") / MICROS / orders));
        }
    }

    private static Distributions distributions(List<Line> lines) {
        Line sums = lines.stream()
                .filter(line -> line.kind.equals("sums"))
                .findFirst()
                .orElseThrow();
        return Distributions.of(
                stored(lines, "order_gaps"),
                sums.gapDays,
                stored(lines, "basket_units"),
                sums.units,
                stored(lines, "basket_values"),
                sums.value);
    }

    private static Stored stored(List<Line> lines, String kind) {
        List<Seen> seen = new ArrayList<>();
        for (Line line : lines) {
            if (line.kind.equals(kind)) {
                seen.add(line.seen);
            }
        }
        return new Stored(seen);
    }
}
