package io.tillstream.query.segments;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * A behavioural or demographic segment.
 *
 * @param dimension what it is by: behaviour, age_group, gender, location, country
 * @param segment its name; {@code unknown} for those of whom it is not known
 * @param customers customers and visitors in it
 * @param share of all customers and visitors, 0 to 1; behavioural segments overlap
 * @param buyers those of them with an order
 * @param netMicros their net spend
 * @param averageNetMicros per buyer; null without any
 * @param averageOrders per buyer; null without any
 */
@Charted(title = "Customers by group", x = "segment", y = "customers")
public record GroupRow(
        String dimension,
        String segment,
        long customers,
        @Nullable Double share,
        long buyers,
        long orders,
        @Money @JsonProperty("net") long netMicros,
        @Money @JsonProperty("average_net") @Nullable Long averageNetMicros,
        @Nullable Double averageOrders) {

    static GroupRow of(String dimension, Row row) {
        long customers = Rows.number(row, "customers");
        long buyers = Rows.number(row, "buyers");
        long orders = Rows.number(row, "orders");
        long net = Rows.number(row, "net_micros");
        return new GroupRow(
                dimension,
                row.getString("segment"),
                customers,
                Amounts.ratio(customers, Rows.number(row, "everybody")),
                buyers,
                orders,
                net,
                Amounts.perOrder(net, buyers),
                Amounts.ratio(orders, buyers));
    }

    static GroupRow empty(String dimension, String segment) {
        return new GroupRow(dimension, segment, 0, null, 0, 0, 0, null, null);
    }
}
