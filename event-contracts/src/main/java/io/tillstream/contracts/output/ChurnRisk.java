package io.tillstream.contracts.output;

import java.util.List;

/**
 * How likely a buyer does not buy in the churn model's horizon (90 days unless trained otherwise). {@code base_rate}, the contributions and {@code other}
 * add up to {@code probability}.
 *
 * @param probability calibrated, 0 to 1
 * @param baseRate what the model says of a customer of whom nothing is known
 * @param reasons the features that moved this customer's probability most, greatest first
 * @param other sum of the contributions of all other features
 * @param model version of the model
 */
public record ChurnRisk(double probability, double baseRate, List<Reason> reasons, double other, String model) {

    /**
     * One feature's part.
     *
     * @param feature name of the feature, as on the model's card
     * @param value the customer's, in the feature's unit
     * @param contribution how much it raised (positive) or lowered the probability
     */
    public record Reason(String feature, double value, double contribution) {}
}
