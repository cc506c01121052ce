package io.tillstream.query.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of one customer, as in {@link io.tillstream.contracts.output.CustomerProfile}; without personal data.
 *
 * @param rfm the label, for example 555; null without a purchase
 * @param asOf reference time of recency, scores and tier
 * @param behaviours behavioural segments
 * @param customSegments ids of custom segments
 * @param churnProbability of no purchase within the model's horizon; null without a model
 * @param purchaseProbability of a purchase within 7 days; null without a model
 * @param valueExpectedMicros expected spend of the next 12 months; null without a model
 * @param clusterTier null without a model
 * @param loyaltyTier null for who is no member
 * @param loyaltyPoints open points; null for who never was a member
 */
public record CustomerRow(
        String customerId,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant firstPurchaseAt,
        @Nullable Instant lastPurchaseAt,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds") long refundMicros,
        @Money @JsonProperty("net") long netMicros,

        @Money @JsonProperty("average_order_value") @Nullable
        Long averageOrderMicros,

        @Nullable Integer recencyDays,
        int lifetimeDays,
        @Nullable Double averageGapDays,
        int activeDays,
        long sessions,
        @Nullable Double visitFrequency,
        int productVariety,
        @Nullable Integer rfmRecency,
        @Nullable Integer rfmFrequency,
        @Nullable Integer rfmMonetary,
        @Nullable String rfm,
        @Nullable String segment,
        @Nullable String churnTier,
        @Nullable String churnMethod,
        @Nullable String ageGroup,
        @Nullable String gender,
        @Nullable String location,
        @Nullable String country,
        @Nullable String channel,
        @Nullable Instant asOf,
        Instant freshThrough,
        List<String> behaviours,
        List<String> customSegments,
        @Nullable Double churnProbability,
        @Nullable Double purchaseProbability,
        @Money @JsonProperty("value_expected") @Nullable Long valueExpectedMicros,
        @Nullable String clusterTier,
        @Nullable String loyaltyTier,
        @Nullable Long loyaltyPoints) {

    /** Reads the columns of a customer. */
    public static CustomerRow of(Row row) {
        Integer recency = row.getInteger("rfm_recency");
        Integer frequency = row.getInteger("rfm_frequency");
        Integer monetary = row.getInteger("rfm_monetary");
        return new CustomerRow(
                row.getString("customer_id"),
                Rows.instant(row, "first_seen_at"),
                Rows.instant(row, "last_seen_at"),
                Rows.instantOrNull(row, "first_purchase_at"),
                Rows.instantOrNull(row, "last_purchase_at"),
                Rows.number(row, "orders"),
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                Rows.number(row, "refund_micros"),
                Rows.number(row, "net_micros"),
                row.getLong("average_order_micros"),
                row.getInteger("recency_days"),
                (int) Rows.number(row, "lifetime_days"),
                row.getDouble("average_gap_days"),
                (int) Rows.number(row, "active_days"),
                Rows.number(row, "sessions"),
                row.getDouble("visit_frequency"),
                (int) Rows.number(row, "product_variety"),
                recency,
                frequency,
                monetary,
                recency == null ? null : "" + recency + frequency + monetary,
                row.getString("segment"),
                row.getString("churn_tier"),
                row.getString("churn_method"),
                row.getString("age_group"),
                row.getString("gender"),
                row.getString("location"),
                row.getString("country"),
                row.getString("channel"),
                Rows.instantOrNull(row, "as_of"),
                Rows.instant(row, "fresh_through"),
                Rows.texts(row, "behaviours"),
                Rows.texts(row, "custom_segments"),
                row.getDouble("churn_probability"),
                row.getDouble("purchase_probability"),
                row.getLong("value_expected_micros"),
                row.getString("cluster_tier"),
                row.getString("loyalty_tier"),
                row.getLong("loyalty_balance"));
    }
}
