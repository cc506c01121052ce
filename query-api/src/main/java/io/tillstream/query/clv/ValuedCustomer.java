package io.tillstream.query.clv;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A buyer and what they are expected to spend in the next 12 months.
 *
 * @param expectedMicros expected spend
 * @param lowMicros lower end of its 80 % interval
 * @param highMicros upper end
 * @param netMicros spent so far, net: the historical lifetime value
 */
public record ValuedCustomer(
        String customerId,
        @Money @JsonProperty("expected") long expectedMicros,
        @Money @JsonProperty("low") long lowMicros,
        @Money @JsonProperty("high") long highMicros,
        double aliveProbability,
        double expectedOrders,
        @Nullable Instant nextPurchaseAt,
        @Money @JsonProperty("net") long netMicros,
        long orders,
        @Nullable Instant lastPurchaseAt,
        @Nullable String segment,
        @Nullable String clusterTier,
        @Nullable String churnTier) {

    static ValuedCustomer of(Row row) {
        return new ValuedCustomer(
                row.getString("customer_id"),
                Rows.number(row, "value_expected_micros"),
                Rows.number(row, "value_low_micros"),
                Rows.number(row, "value_high_micros"),
                row.getDouble("value_alive_probability"),
                row.getDouble("value_expected_orders"),
                Rows.instantOrNull(row, "value_next_purchase_at"),
                Rows.number(row, "net_micros"),
                Rows.number(row, "orders"),
                Rows.instantOrNull(row, "last_purchase_at"),
                row.getString("segment"),
                row.getString("cluster_tier"),
                row.getString("churn_tier"));
    }
}
