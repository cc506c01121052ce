package io.tillstream.query.predictions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the models say of a customer, as in {@link io.tillstream.contracts.output.Predictions}, with the reasons in words. Each part is null while there is no
 * such model, or while it says nothing of this customer.
 */
public record Predicted(
        @Nullable Churn churn,
        @Nullable Purchase purchase,
        @Nullable Value value,
        @Nullable Cluster cluster) {

    /**
     * @param probability of no purchase within the model's horizon
     * @param baseRate what the model says of a customer of whom nothing is known; with the contributions and {@code other} it adds up to the probability
     * @param reasons greatest first
     * @param other sum of all other contributions
     * @param model version
     */
    public record Churn(double probability, double baseRate, List<Reasons.Told> reasons, double other, String model) {}

    /**
     * @param probability of a purchase within 7 days
     * @param model version
     */
    public record Purchase(double probability, String model) {}

    /**
     * @param expectedMicros spend of the next 12 months
     * @param lowMicros lower end of the 80 % interval
     * @param highMicros upper end
     * @param aliveProbability that the customer still buys
     * @param expectedOrders days with a purchase
     * @param nextPurchaseAt if the customer still buys
     * @param model version
     */
    public record Value(
            @Money @JsonProperty("expected") long expectedMicros,
            @Money @JsonProperty("low") long lowMicros,
            @Money @JsonProperty("high") long highMicros,
            double aliveProbability,
            double expectedOrders,
            @Nullable Instant nextPurchaseAt,
            String model) {}

    /**
     * @param rank 1 for the highest mean spend
     * @param tier Platinum, Gold, Silver or Bronze
     * @param model version
     */
    public record Cluster(int rank, String tier, String model) {}

    /**
     * Reads the columns of a customer.
     *
     * @param row with {@code churn_reasons_text} beside the table's columns
     * @return null when no model says anything
     */
    public static @Nullable Predicted of(Row row) {
        Predicted all = new Predicted(churn(row), purchase(row), value(row), cluster(row));
        return all.churn == null && all.purchase == null && all.value == null && all.cluster == null ? null : all;
    }

    private static @Nullable Churn churn(Row row) {
        Double probability = row.getDouble("churn_probability");
        return probability == null
                ? null
                : new Churn(
                        probability,
                        row.getDouble("churn_base_rate"),
                        Reasons.of(row.getString("churn_reasons_text"), row.getDouble("average_gap_days")),
                        row.getDouble("churn_other"),
                        row.getString("churn_model"));
    }

    private static @Nullable Purchase purchase(Row row) {
        Double probability = row.getDouble("purchase_probability");
        return probability == null ? null : new Purchase(probability, row.getString("purchase_model"));
    }

    private static @Nullable Value value(Row row) {
        Long expected = row.getLong("value_expected_micros");
        return expected == null
                ? null
                : new Value(
                        expected,
                        Rows.number(row, "value_low_micros"),
                        Rows.number(row, "value_high_micros"),
                        row.getDouble("value_alive_probability"),
                        row.getDouble("value_expected_orders"),
                        Rows.instantOrNull(row, "value_next_purchase_at"),
                        row.getString("value_model"));
    }

    private static @Nullable Cluster cluster(Row row) {
        String tier = row.getString("cluster_tier");
        return tier == null ? null : new Cluster(row.getInteger("cluster_rank"), tier, row.getString("cluster_model"));
    }
}
