package io.tillstream.query.behaviour;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * How customers bought. Orders as they were placed, before refunds.
 *
 * @param value the day, channel, device or payment method; {@code all} for all together
 * @param orders orders placed
 * @param units units in them
 * @param grossMicros their amounts, discounts taken off
 * @param averageOrderMicros gross / orders; null without orders
 * @param unitsPerOrder units / orders; null without orders
 * @param productsPerOrder distinct products of an order, mean; null without orders
 * @param discountMicros Σ discounts
 * @param discountShare discounts / (gross + discounts); null when nothing was to be paid
 * @param discountedShare share of orders with a discount; null without orders
 * @param crossCategoryShare share of orders with two or more known categories; null without orders
 * @param gaps orders whose customer had ordered before; null where they are not counted
 * @param gapDaysMean mean days since the order before; null without any
 */
@Charted(
        title = "Gross sales and discounts",
        x = "value",
        y = {"gross", "discounts"})
public record Purchasing(
        String value,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,

        @Money @JsonProperty("average_order_value") @Nullable
        Long averageOrderMicros,

        @Nullable Double unitsPerOrder,
        @Nullable Double productsPerOrder,
        @Money @JsonProperty("discounts") long discountMicros,
        @Nullable Double discountShare,
        @Nullable Double discountedShare,
        @Nullable Double crossCategoryShare,
        @Nullable Long gaps,
        @Nullable Double gapDaysMean) {

    private static final double SECONDS_PER_DAY = 86_400;

    static Purchasing of(Row row) {
        long orders = Rows.number(row, "orders");
        long gross = Rows.number(row, "gross_micros");
        long discounts = Rows.number(row, "discount_micros");
        Long gaps = row.getLong("gaps");
        Double gapSeconds = gaps == null ? null : Amounts.ratio(Rows.number(row, "gap_seconds"), gaps);
        return new Purchasing(
                row.getString("value"),
                orders,
                Rows.number(row, "units"),
                gross,
                Amounts.perOrder(gross, orders),
                Amounts.ratio(Rows.number(row, "units"), orders),
                Amounts.ratio(Rows.number(row, "products"), orders),
                discounts,
                Amounts.ratio(discounts, gross + discounts),
                Amounts.ratio(Rows.number(row, "discounted_orders"), orders),
                Amounts.ratio(Rows.number(row, "cross_category_orders"), orders),
                gaps,
                gapSeconds == null ? null : Double.valueOf(gapSeconds / SECONDS_PER_DAY));
    }
}
