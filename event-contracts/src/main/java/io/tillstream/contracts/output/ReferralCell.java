package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;

/**
 * Referrals of one calendar month, or what customers who were referred are worth beside the others; on {@code analytics.growth.v1} under
 * {@code referral|month|dimension|value}.
 *
 * <p>{@code total} and {@code channel} hold what happened to referrals; their months are those of sending and of conversion, their channels those of either event.
 * {@code referred} and {@code other} hold customers, by month and channel of their first order.
 *
 * @param month business month
 * @param dimension {@code total}, {@code channel}, {@code referred} or {@code other}
 * @param value {@code all}, or the channel
 * @param sent referrals sent
 * @param converted customers who came by a referral, by the month of their conversion
 * @param bought of these, with an order by now
 * @param rewards of these, rewarded
 * @param rewardMicros worth of these rewards
 * @param customers customers with their first order in the month
 * @param returned of these, with an order on another day within 90 days
 * @param orders all their orders to date
 * @param netMicros all their orders less refunds to date
 * @param freshThrough when the newest event counted here reached the log
 */
public record ReferralCell(
        YearMonth month,
        String dimension,
        String value,
        long sent,
        long converted,
        long bought,
        long rewards,
        @Money @JsonProperty("reward_value") long rewardMicros,
        long customers,
        long returned,
        long orders,
        @Money @JsonProperty("net") long netMicros,
        Instant freshThrough) {

    /** Begins the keys of these records. */
    public static final String KEY_PREFIX = "referral|";
}
