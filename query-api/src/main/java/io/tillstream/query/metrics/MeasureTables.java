package io.tillstream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.money.Micros;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.funnel.FunnelFilter;
import io.tillstream.query.request.Filters;
import io.tillstream.query.sales.SalesFigures;
import io.tillstream.query.sales.SalesGroup;
import io.tillstream.query.sales.SalesTables;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads measures, in total or by the values of a dimension. */
@ApplicationScoped
class MeasureTables {

    /** The key of a total. */
    static final String ALL = "all";

    /** Values of a dimension at most, those with the greatest revenue. */
    static final int MOST = 1_000;

    private static final Map<Measure, String> FUNNEL_COLUMNS = Map.ofEntries(
            Map.entry(Measure.VISITS, "visits"),
            Map.entry(Measure.PRODUCT_VISITS, "views"),
            Map.entry(Measure.CART_VISITS, "carts"),
            Map.entry(Measure.CHECKOUTS, "checkouts"),
            Map.entry(Measure.PURCHASES, "purchases"),
            Map.entry(Measure.CARTS, "carts_opened"),
            Map.entry(Measure.CARTS_PURCHASED, "carts_purchased"),
            Map.entry(Measure.CARTS_ABANDONED, "carts_abandoned"),
            Map.entry(Measure.CARTS_RECOVERED, "carts_recovered"),
            Map.entry(Measure.CARTS_EMPTIED, "carts_emptied"),
            Map.entry(Measure.ABANDONED_VALUE, "abandoned_micros"),
            Map.entry(Measure.RECOVERED_VALUE, "recovered_micros"));

    private final Database database;
    private final SalesTables sales;

    MeasureTables(Database database, SalesTables sales) {
        this.database = database;
        this.sales = sales;
    }

    /** The measures of a source, money in currency units, by the values of the dimension; of {@link #ALL} without one. */
    Uni<Map<String, Map<Measure, BigDecimal>>> read(
            Measure.Source source, Filters filters, @Nullable String dimension) {
        return switch (source) {
            case SALES -> sales(filters, dimension).map(MeasureTables::ofSales);
            case SESSIONS ->
                database.figures(sessions(filters, dimension), row -> row)
                        .map(rows -> ofRows(rows, Map.of(Measure.SESSIONS, "sessions")));
            case FUNNEL ->
                database.figures(funnel(filters, dimension), row -> row).map(rows -> ofRows(rows, FUNNEL_COLUMNS));
        };
    }

    private Uni<List<SalesFigures>> sales(Filters filters, @Nullable String dimension) {
        if (dimension == null) {
            return sales.total(filters).map(List::of);
        }
        return dimension.equals("day")
                ? sales.daily(filters)
                : sales.by(SalesGroup.ofWireName(dimension), filters, MOST);
    }

    private static Map<String, Map<Measure, BigDecimal>> ofSales(List<SalesFigures> rows) {
        Map<String, Map<Measure, BigDecimal>> figures = new HashMap<>();
        for (SalesFigures row : rows) {
            Map<Measure, BigDecimal> measures = new EnumMap<>(Measure.class);
            put(measures, Measure.REVENUE, row.netMicros());
            put(measures, Measure.GROSS, row.grossMicros());
            put(measures, Measure.REFUNDS, row.refundMicros());
            put(measures, Measure.ORDERS, row.orders());
            put(measures, Measure.UNITS, row.units());
            put(measures, Measure.BUYERS, row.buyers());
            put(measures, Measure.REFUND_COUNT, row.refunds());
            put(measures, Measure.UNITS_RETURNED, row.unitsReturned());
            figures.put(row.key(), measures);
        }
        return figures;
    }

    private static Sql sessions(Filters filters, @Nullable String dimension) {
        return Sql.of("SELECT " + (dimension == null ? "'all'" : "day::text")
                        + " AS key, sum(sessions)::bigint AS sessions FROM seasonality_cells WHERE true")
                .addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to())
                .add(" GROUP BY 1");
    }

    private static Sql funnel(Filters filters, @Nullable String dimension) {
        boolean bySomething = dimension != null && !dimension.equals("day");
        FunnelFilter filter = FunnelFilter.of(filters);
        List<String> sums = new ArrayList<>();
        FUNNEL_COLUMNS.values().forEach(column -> sums.add("sum(" + column + ")::bigint AS " + column));
        String key = dimension == null ? "'all'" : bySomething ? "value" : "day::text";
        Sql sql = Sql.of("SELECT " + key + " AS key, " + String.join(", ", sums) + " FROM funnel_days WHERE");
        return (bySomething ? filter.splitBy(String.valueOf(dimension)) : filter)
                .add(sql)
                .add(" GROUP BY 1");
    }

    private static Map<String, Map<Measure, BigDecimal>> ofRows(List<Row> rows, Map<Measure, String> columns) {
        Map<String, Map<Measure, BigDecimal>> figures = new HashMap<>();
        for (Row row : rows) {
            Map<Measure, BigDecimal> measures = new EnumMap<>(Measure.class);
            columns.forEach((measure, column) -> put(measures, measure, Rows.number(row, column)));
            figures.put(row.getString("key"), measures);
        }
        return figures;
    }

    private static void put(Map<Measure, BigDecimal> measures, Measure measure, long number) {
        measures.put(measure, measure.isMoney() ? Micros.toDecimal(number) : BigDecimal.valueOf(number));
    }
}
