package io.tillstream.query.products;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * One product in the time asked for.
 *
 * @param productId the product
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
 */
public record ProductRow(
        String productId,
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
        @Nullable Long stockOnHand) {

    static ProductRow of(Row row) {
        long orders = Rows.number(row, "orders");
        long net = Rows.number(row, "net_micros");
        return new ProductRow(
                row.getString("key"),
                row.getString("title"),
                row.getString("category"),
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                Rows.number(row, "refund_micros"),
                net,
                Rows.number(row, "units_returned"),
                Rows.number(row, "buyers"),
                Amounts.perOrder(net, orders),
                row.getLong("views"),
                row.getLong("cart_adds"),
                row.getLong("stock_on_hand"));
    }
}
