package io.tillstream.contracts.output;

import org.jspecify.annotations.Nullable;

/**
 * What the models expect of a customer, as of the profile's reference time. Each part is null while there is no such model, or while it says nothing of this
 * customer.
 *
 * @param churn whether the customer is lost
 * @param purchase whether the customer buys within a week
 * @param value what the customer will spend
 * @param cluster the group of like customers
 */
public record Predictions(
        @Nullable ChurnRisk churn,
        @Nullable PurchaseChance purchase,
        @Nullable CustomerValue value,
        @Nullable ClusterPlace cluster) {}
