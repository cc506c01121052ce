package io.tillstream.query.sales;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Sales of a day, of a dimension's value, or of all.
 *
 * @param key the day, the value, or {@code all}
 * @param orders distinct orders
 * @param units units sold
 * @param grossMicros Σ unit price × quantity − discount
 * @param refundMicros refunds booked in the time
 * @param netMicros gross − refunds
 * @param refunds number of refunds
 * @param unitsReturned units that came back
 * @param buyers distinct customers who bought
 * @param averageOrderMicros net / orders; null without orders
 * @param views view_item events, for categories and products; null where they were not counted
 * @param cartAdds add_to_cart events, likewise
 */
@Charted(
        title = "Sales",
        x = "key",
        y = {"gross", "net"})
public record SalesFigures(
        String key,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds_value") long refundMicros,
        @Money @JsonProperty("net") long netMicros,
        long refunds,
        long unitsReturned,
        long buyers,

        @Money @JsonProperty("average_order_value") @Nullable
        Long averageOrderMicros,

        @Nullable Long views,
        @Nullable Long cartAdds) {

    /** Nothing sold. */
    public static SalesFigures none(String key) {
        return new SalesFigures(key, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null);
    }

    static SalesFigures of(Row row) {
        long orders = Rows.number(row, "orders");
        long net = Rows.number(row, "net_micros");
        return new SalesFigures(
                row.getString("key"),
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                Rows.number(row, "refund_micros"),
                net,
                Rows.number(row, "refunds"),
                Rows.number(row, "units_returned"),
                Rows.number(row, "buyers"),
                Amounts.perOrder(net, orders),
                row.getLong("views"),
                row.getLong("cart_adds"));
    }
}
