package io.tillstream.query.churn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import org.jspecify.annotations.Nullable;

/**
 * Customers of one churn tier.
 *
 * @param tier Low, Medium or High
 * @param customers how many
 * @param share of all customers with a tier, 0 to 1; null without any
 * @param netMicros what they have spent, net
 * @param meanProbability mean of their probabilities; null without a model
 * @param expectedMicros what they are expected to spend in 12 months; null without a model
 */
@Charted(title = "Customers by churn tier", x = "tier", y = "customers")
public record ChurnTier(
        String tier,
        long customers,
        @Nullable Double share,
        @Money @JsonProperty("net") long netMicros,
        @Nullable Double meanProbability,
        @Money @JsonProperty("value_expected") @Nullable Long expectedMicros) {

    static ChurnTier empty(String tier) {
        return new ChurnTier(tier, 0, null, 0, null, null);
    }

    ChurnTier withShare(@Nullable Double of) {
        return new ChurnTier(tier, customers, of, netMicros, meanProbability, expectedMicros);
    }
}
