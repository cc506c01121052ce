package io.tillstream.query.products;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * One product, or all products of one category, in the time asked for.
 *
 * @param productId the product; null for a category
 * @param title its newest title, if known
 * @param category its newest category, if known
 * @param orders distinct orders with it
 * @param units units sold
 * @param grossMicros Σ unit price × quantity − discount
 * @param refundMicros refunds of it
 * @param netMicros gross − refunds
 * @param unitsReturned units that came back
 * @param buyers distinct customers who bought it
 * @param averageOrderMicros net / orders; null without orders
 * @param views view_item events; null where they were not counted
 * @param cartAdds add_to_cart events, likewise
 * @param stockOnHand newest stock, if known
 * @param conversionRate orders / views, above 1 when it is bought more often than looked at; null without views
 * @param returnRate units returned / units sold; null when none was sold
 * @param cartsPurchased carts opened then that held it and were bought at once; null where they were not counted
 * @param cartsAbandoned carts opened then that held it and were left, recovered ones included, likewise
 * @param cartAbandonmentRate abandoned / (abandoned + purchased); null of no carts
 * @param previousOrders orders with it in as many days right before; null without both days
 * @param previousUnits units likewise
 * @param previousNetMicros net likewise
 * @param netChange net / net before − 1; null when there was none before
 */
public record ProductRow(
        @Nullable String productId,
        @Nullable String title,
        @Nullable String category,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds_value") long refundMicros,
        @Money @JsonProperty("net") long netMicros,
        long unitsReturned,
        long buyers,

        @Money @JsonProperty("average_order_value") @Nullable
        Long averageOrderMicros,

        @Nullable Long views,
        @Nullable Long cartAdds,
        @Nullable Long stockOnHand,
        @Nullable Double conversionRate,
        @Nullable Double returnRate,
        @Nullable Long cartsPurchased,
        @Nullable Long cartsAbandoned,
        @Nullable Double cartAbandonmentRate,
        @Nullable Long previousOrders,
        @Nullable Long previousUnits,
        @Money @JsonProperty("previous_net") @Nullable Long previousNetMicros,
        @Nullable Double netChange) {

    static ProductRow of(Row row) {
        long orders = Rows.number(row, "orders");
        long units = Rows.number(row, "units");
        long net = Rows.number(row, "net_micros");
        long returned = Rows.number(row, "units_returned");
        Long views = row.getLong("views");
        Long purchased = row.getLong("carts_purchased");
        Long abandoned = row.getLong("carts_abandoned");
        Long previous = row.getLong("previous_net_micros");
        return new ProductRow(
                row.getString("product_id"),
                row.getString("title"),
                row.getString("category"),
                orders,
                units,
                Rows.number(row, "gross_micros"),
                Rows.number(row, "refund_micros"),
                net,
                returned,
                Rows.number(row, "buyers"),
                Amounts.perOrder(net, orders),
                views,
                row.getLong("cart_adds"),
                row.getLong("stock_on_hand"),
                views == null ? null : Amounts.ratio(orders, views),
                Amounts.ratio(returned, units),
                purchased,
                abandoned,
                purchased == null || abandoned == null ? null : Amounts.ratio(abandoned, abandoned + purchased),
                row.getLong("previous_orders"),
                row.getLong("previous_units"),
                previous,
                previous == null || previous <= 0 ? null : Amounts.ratio(net - previous, previous));
    }
}
