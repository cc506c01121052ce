package io.tillstream.query.churn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.predictions.Reasons;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer on the calling list; names and numbers are at the customer.
 *
 * @param churnMethod rule, bootstrap or the model's version
 * @param probability null without a model
 * @param expectedMicros expected spend of the next 12 months if nothing changes; null without a model
 * @param atRiskMicros probability × expected spend; null without both models
 * @param netMicros spent so far, net
 * @param reasons in words, the greatest first; empty without a model
 * @param play what to do, and what to offer
 */
public record ChurnCustomer(
        String customerId,
        String churnTier,
        @Nullable String churnMethod,
        @Nullable Double probability,
        @Money @JsonProperty("value_expected") @Nullable Long expectedMicros,
        @Money @JsonProperty("value_at_risk") @Nullable Long atRiskMicros,
        @Money @JsonProperty("net") long netMicros,
        long orders,
        @Nullable Instant lastPurchaseAt,
        @Nullable Integer recencyDays,
        @Nullable Double averageGapDays,
        @Nullable String segment,
        @Nullable String clusterTier,
        List<String> reasons,
        String worth,
        @Nullable String play,
        @Nullable String action,
        @Nullable String reward) {

    static ChurnCustomer of(Row row) {
        Double probability = row.getDouble("churn_probability");
        Long expected = row.getLong("value_expected_micros");
        Double gap = row.getDouble("average_gap_days");
        String tier = row.getString("churn_tier");
        String worth = worth(row.getString("cluster_tier"), row.getInteger("rfm_monetary"));
        RetentionPlay play = RetentionPlay.of(tier, worth);
        return new ChurnCustomer(
                row.getString("customer_id"),
                tier,
                row.getString("churn_method"),
                probability,
                expected,
                probability == null || expected == null ? null : Long.valueOf(Math.round(probability * expected)),
                Rows.number(row, "net_micros"),
                Rows.number(row, "orders"),
                Rows.instantOrNull(row, "last_purchase_at"),
                row.getInteger("recency_days"),
                gap,
                row.getString("segment"),
                row.getString("cluster_tier"),
                Reasons.of(row.getString("churn_reasons_text"), gap).stream()
                        .map(Reasons.Told::words)
                        .toList(),
                worth,
                play == null ? null : play.title(),
                play == null ? null : play.action(),
                play == null ? null : play.reward());
    }

    /** As the database's function {@code customer_worth}. */
    private static String worth(@Nullable String cluster, @Nullable Integer monetary) {
        if (cluster != null) {
            return switch (cluster) {
                case "Platinum", "Gold" -> "high";
                case "Silver" -> "middle";
                default -> "low";
            };
        }
        return monetary == null || monetary < 3 ? "low" : monetary == 3 ? "middle" : "high";
    }
}
