package io.tillstream.query.loyalty;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.query.chart.Charted;
import org.jspecify.annotations.Nullable;

/**
 * Customers by something that is known of them, and how many are members now.
 *
 * @param value {@code unknown} where nothing is known; of tiers, {@code none} for who is no member
 * @param customers who bought or are or were members
 * @param members who are members
 * @param participation members / customers
 * @param openPoints sum of their balances above 0
 * @param earned12mMean mean points of 12 months of the members; null without any
 */
@Charted(
        title = "Customers and members",
        x = "value",
        y = {"customers", "members"})
public record MemberGroup(
        String value,
        long customers,
        long members,
        @Nullable Double participation,
        long openPoints,
        @JsonProperty("earned_12m_mean") @Nullable Double earned12mMean) {}
