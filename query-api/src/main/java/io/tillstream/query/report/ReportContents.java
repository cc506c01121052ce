package io.tillstream.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.answer.RowJson;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.churn.ChurnTables;
import io.tillstream.query.churn.ChurnTier;
import io.tillstream.query.funnel.FunnelCounts;
import io.tillstream.query.funnel.FunnelTables;
import io.tillstream.query.kpi.KpiTables;
import io.tillstream.query.products.ProductRow;
import io.tillstream.query.products.ProductTables;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.sales.SalesFigures;
import io.tillstream.query.sales.SalesGroup;
import io.tillstream.query.sales.SalesTables;
import io.tillstream.query.seasonality.Seasonality;
import io.tillstream.query.seasonality.SeasonalityTables;
import io.tillstream.query.segments.SegmentRow;
import io.tillstream.query.segments.SegmentTables;
import io.tillstream.query.table.Columns;
import io.tillstream.query.table.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a report says, from the same tables as the other answers. What cannot be counted for a filter is left out, and not shown for something else. */
@ApplicationScoped
class ReportContents {

    private static final int DAYS_SHOWN = 31;
    private static final int ROWS_SHOWN = 15;
    private static final Set<Parameter> NOT_OF_CUSTOMERS = Set.of(Parameter.CATEGORY, Parameter.DEVICE);
    private static final String NOW = "Customers as they are now, whatever the days.";

    private final KpiTables kpis;
    private final SalesTables sales;
    private final ProductTables products;
    private final FunnelTables funnels;
    private final SegmentTables segments;
    private final ChurnTables churn;
    private final SeasonalityTables seasonality;
    private final RowJson json;
    private final Currency currency;

    ReportContents(
            KpiTables kpis,
            SalesTables sales,
            ProductTables products,
            FunnelTables funnels,
            SegmentTables segments,
            ChurnTables churn,
            SeasonalityTables seasonality,
            RowJson json,
            Currency currency) {
        this.kpis = kpis;
        this.sales = sales;
        this.products = products;
        this.funnels = funnels;
        this.segments = segments;
        this.churn = churn;
        this.seasonality = seasonality;
        this.json = json;
        this.currency = currency;
    }

    /** The report for some filters. */
    Uni<Report> of(String shop, Params params) {
        Filters filters = Filters.of(params);
        return kpis.read(params).flatMap(tiles -> Uni.join()
                .all(parts(params, filters))
                .andFailFast()
                .map(parts -> new Report(shop, range(filters), named(filters), tiles, parts)));
    }

    private List<Uni<Report.Part>> parts(Params params, Filters filters) {
        List<Uni<Report.Part>> parts = new ArrayList<>();
        parts.add(sales.daily(filters)
                .map(rows -> part(
                        "Sales by day",
                        rows.size() > DAYS_SHOWN
                                ? "The table holds the last " + DAYS_SHOWN + " of " + rows.size() + " days."
                                : null,
                        SalesFigures.class,
                        rows,
                        rows.subList(Math.max(0, rows.size() - DAYS_SHOWN), rows.size()),
                        "key,orders,units,gross,refunds_value,net,buyers")));
        parts.add(sales.by(SalesGroup.CATEGORY, filters, ROWS_SHOWN)
                .map(rows -> part(
                        "Sales by category",
                        null,
                        SalesFigures.class,
                        rows,
                        rows,
                        "key,orders,units,gross,refunds_value,net,buyers")));
        parts.add(products.best(params, ROWS_SHOWN)
                .map(rows -> part(
                        "Products that sell best",
                        null,
                        ProductRow.class,
                        rows,
                        rows,
                        "title,category,orders,units,net,conversion_rate,return_rate")));
        parts.add(funnels.total(filters)
                .map(row -> part(
                        "From visit to purchase",
                        null,
                        FunnelCounts.class,
                        List.of(row),
                        List.of(row),
                        "visits,views,carts,checkouts,purchases,direct_purchases,visit_to_purchase")));
        parts.add(seasonality
                .hours(filters)
                .map(rows ->
                        part("When the shop sells", null, Seasonality.Hour.class, rows, List.of(), "hour,orders")));
        if (filters.values().keySet().stream().noneMatch(NOT_OF_CUSTOMERS::contains)) {
            parts.add(segments.rows(params)
                    .map(rows -> part(
                            "Segments",
                            NOW,
                            SegmentRow.class,
                            rows,
                            rows,
                            "segment,customers,share,orders,net,average_net")));
            parts.add(churn.tiers(params)
                    .map(rows -> part(
                            "Churn", NOW, ChurnTier.class, rows, rows, "tier,customers,share,net,mean_probability")));
        }
        return parts;
    }

    private <T> Report.Part part(
            String title, @Nullable String note, Class<T> type, List<T> drawn, List<T> shown, String columns) {
        Columns all = json.columns(type);
        ChartPlan plan = ChartPlan.of(type);
        List<JsonNode> rows = json.trees(drawn);
        return new Report.Part(
                title,
                note,
                plan == null ? null : plan.draw(all, rows, currency.code()),
                all.chosen(columns),
                shown == drawn ? rows : json.trees(shown));
    }

    private static String range(Filters filters) {
        LocalDate from = filters.from();
        LocalDate to = filters.to();
        if (from == null) {
            return to == null ? "All days" : "Up to " + to;
        }
        return to == null ? "From " + from + " on" : from + " to " + to;
    }

    private static Map<String, String> named(Filters filters) {
        Map<String, String> named = new LinkedHashMap<>();
        filters.values()
                .forEach((parameter, value) -> named.put(parameter.wireName().replace('_', ' '), value));
        return named;
    }
}
