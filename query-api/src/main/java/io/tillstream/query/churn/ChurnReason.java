package io.tillstream.query.churn;

import io.tillstream.query.database.Rows;
import io.tillstream.query.predictions.ReasonWords;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A feature that is among the reasons of customers' probabilities.
 *
 * @param feature as on the model's card
 * @param title the same in words
 * @param customers how many have it among their reasons
 * @param raised for how many of them it raised the probability
 * @param meanContribution mean change of the probability
 * @param meanStrength mean size of the change, whatever its direction
 */
public record ChurnReason(
        String feature, String title, long customers, long raised, double meanContribution, double meanStrength) {

    static ChurnReason of(Row row) {
        String feature = row.getString("feature");
        return new ChurnReason(
                feature,
                ReasonWords.title(feature),
                Rows.number(row, "customers"),
                Rows.number(row, "raised"),
                row.getDouble("mean_contribution"),
                row.getDouble("mean_strength"));
    }
}
