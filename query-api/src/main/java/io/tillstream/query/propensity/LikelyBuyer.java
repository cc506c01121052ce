package io.tillstream.query.propensity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer and how likely they buy.
 *
 * @param probability of a purchase within 7 days
 * @param nextPurchaseAt when the next purchase is expected; null without a value model
 */
public record LikelyBuyer(
        String customerId,
        double probability,
        @Nullable Instant nextPurchaseAt,
        @Money @JsonProperty("net") long netMicros,
        long orders,
        @Nullable Instant lastPurchaseAt,
        Instant lastSeenAt,
        @Nullable String segment,
        @Nullable String clusterTier) {

    static LikelyBuyer of(Row row) {
        return new LikelyBuyer(
                row.getString("customer_id"),
                row.getDouble("purchase_probability"),
                Rows.instantOrNull(row, "value_next_purchase_at"),
                Rows.number(row, "net_micros"),
                Rows.number(row, "orders"),
                Rows.instantOrNull(row, "last_purchase_at"),
                Rows.instant(row, "last_seen_at"),
                row.getString("segment"),
                row.getString("cluster_tier"));
    }
}
