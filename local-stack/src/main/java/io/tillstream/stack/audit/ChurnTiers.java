package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.Predictions;
import org.jspecify.annotations.Nullable;

/** The churn tier that follows from a probability, or without a model from the customer's recency and rhythm; and whether reasons add up. */
final class ChurnTiers {

    /** Half a unit of the last published digit. */
    private static final double ROUNDING = 0.000_05;

    private ChurnTiers() {}

    /**
     * A tier.
     *
     * @param name Low, Medium or High
     * @param method how it came about
     */
    record Tier(String name, String method) {}

    static Tier of(Customer buyer, Scoring scoring, @Nullable Predictions predictions) {
        ChurnRisk churn = predictions == null ? null : predictions.churn();
        if (churn != null) {
            double probability = churn.probability();
            return new Tier(probability > 0.7 ? "High" : probability < 0.3 ? "Low" : "Medium", churn.model());
        }
        return scoring.isOutOfRhythm(buyer)
                ? new Tier("High", "bootstrap")
                : new Tier(scoring.churnTier(buyer), "rule");
    }

    /** What is stored, if the base rate and all reasons add up to the probability and that is one; else as it would add up. */
    static @Nullable Predictions consistent(@Nullable Predictions stored) {
        ChurnRisk churn = stored == null ? null : stored.churn();
        if (stored == null || churn == null) {
            return stored;
        }
        double probability = Math.clamp(churn.probability(), 0, 1);
        double other = probability
                - churn.baseRate()
                - churn.reasons().stream()
                        .mapToDouble(ChurnRisk.Reason::contribution)
                        .sum();
        boolean right = probability == churn.probability() && Math.abs(other - churn.other()) < ROUNDING;
        return right
                ? stored
                : new Predictions(
                        new ChurnRisk(probability, churn.baseRate(), churn.reasons(), other, churn.model()),
                        stored.purchase(),
                        stored.value(),
                        stored.cluster());
    }
}
