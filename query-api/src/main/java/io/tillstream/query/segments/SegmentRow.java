package io.tillstream.query.segments;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * One RFM segment.
 *
 * @param segment its name
 * @param customers customers in it
 * @param share of all customers with a segment, 0 to 1; null without any
 * @param orders their orders
 * @param netMicros their net spend
 * @param averageNetMicros net spend per customer; null without customers
 * @param averageOrders orders per customer; null without customers
 * @param averageRecencyDays null without customers
 */
@Charted(title = "Customers by RFM segment", x = "segment", y = "customers")
public record SegmentRow(
        String segment,
        long customers,
        @Nullable Double share,
        long orders,
        @Money @JsonProperty("net") long netMicros,
        @Money @JsonProperty("average_net") @Nullable Long averageNetMicros,
        @Nullable Double averageOrders,
        @Nullable Double averageRecencyDays) {

    static SegmentRow of(Row row) {
        long customers = Rows.number(row, "customers");
        long net = Rows.number(row, "net_micros");
        long orders = Rows.number(row, "orders");
        return new SegmentRow(
                row.getString("segment"),
                customers,
                null,
                orders,
                net,
                Amounts.perOrder(net, customers),
                Amounts.ratio(orders, customers),
                row.getDouble("recency_days"));
    }

    static SegmentRow empty(String segment) {
        return new SegmentRow(segment, 0, null, 0, 0, null, null, null);
    }

    SegmentRow of(long all) {
        return new SegmentRow(
                segment,
                customers,
                Amounts.ratio(customers, all),
                orders,
                netMicros,
                averageNetMicros,
                averageOrders,
                averageRecencyDays);
    }
}
