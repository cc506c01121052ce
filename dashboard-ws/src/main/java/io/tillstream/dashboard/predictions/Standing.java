package io.tillstream.dashboard.predictions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.dashboard.channel.Figures;
import org.jspecify.annotations.Nullable;

/**
 * What the rankings and the scatters show of one customer.
 *
 * @param customerId the shop's identifier
 * @param orders F
 * @param netMicros M
 * @param recencyDays R; null before the first cut points
 * @param averageGapDays usual days between purchases; null with fewer than two
 * @param segment RFM segment; null before the first cut points
 * @param predictions what models say; all parts null while there is no model
 */
record Standing(
        String customerId,
        long orders,
        long netMicros,
        @Nullable Integer recencyDays,
        @Nullable Double averageGapDays,
        @Nullable String segment,
        Predictions predictions) {

    private static final Predictions NONE = new Predictions(null, null, null, null);
    private static final double STEPS = 1e4;

    static Standing of(CustomerProfile profile) {
        Predictions predictions = profile.predictions();
        return new Standing(
                profile.customerId(),
                profile.orders(),
                profile.netMicros(),
                profile.recencyDays(),
                profile.averageGapDays(),
                profile.segment(),
                predictions == null ? NONE : predictions);
    }

    /** What is lost with the customer: expected spend, or what was spent so far while there is no such model. */
    long worthMicros() {
        CustomerValue value = predictions.value();
        return value == null ? netMicros : value.expectedMicros();
    }

    /** Expected loss: worth times churn probability, 1 where only a tier is known. */
    double atRisk() {
        ChurnRisk churn = predictions.churn();
        return worthMicros() * (churn == null ? 1 : churn.probability());
    }

    /** Writes the customer as a row. */
    void writeTo(ObjectNode row) {
        row.put("customer_id", customerId);
        row.put("orders", orders);
        row.set("net", Figures.money(netMicros));
        if (recencyDays != null) {
            row.put("recency_days", recencyDays);
        }
        if (averageGapDays != null) {
            row.put("average_gap_days", rounded(averageGapDays));
        }
        if (segment != null) {
            row.put("segment", segment);
        }
        ClusterPlace cluster = predictions.cluster();
        if (cluster != null) {
            row.put("cluster", cluster.tier());
        }
        PurchaseChance purchase = predictions.purchase();
        if (purchase != null) {
            row.put("purchase", rounded(purchase.probability()));
        }
        CustomerValue value = predictions.value();
        if (value != null) {
            row.set("expected", Figures.money(value.expectedMicros()));
            row.set("low", Figures.money(value.lowMicros()));
            row.set("high", Figures.money(value.highMicros()));
            row.put("alive", rounded(value.aliveProbability()));
            row.put("expected_orders", rounded(value.expectedOrders()));
            if (value.nextPurchaseAt() != null) {
                row.put("next_purchase_at", value.nextPurchaseAt().toString());
            }
        }
        ChurnRisk churn = predictions.churn();
        if (churn != null) {
            row.put("churn", rounded(churn.probability()));
            ArrayNode reasons = row.putArray("reasons");
            for (ChurnRisk.Reason reason : churn.reasons()) {
                reasons.addObject()
                        .put("feature", reason.feature())
                        .put("value", rounded(reason.value()))
                        .put("contribution", rounded(reason.contribution()));
            }
        }
    }

    /** Four decimals are more than a page shows. */
    static double rounded(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
