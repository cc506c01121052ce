package io.tillstream.query.churn;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import org.jspecify.annotations.Nullable;

/**
 * Customers of one churn tier.
 *
 * @param tier Low, Medium or High
 * @param customers how many
 * @param share of all customers with a tier, 0 to 1; null without any
 * @param netMicros what they have spent, net
 */
public record ChurnTier(
        String tier,
        long customers,
        @Nullable Double share,
        @Money @JsonProperty("net") long netMicros) {}
