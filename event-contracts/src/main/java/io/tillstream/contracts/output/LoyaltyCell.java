package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.YearMonth;

/**
 * What happened to members and points in one calendar month; on {@code analytics.growth.v1} under {@code loyalty|month|dimension|value}. Sums from the first
 * month on say how things stand at the end of a month. What is bound to happen is there for months to come: points that will expire and members who
 * will fall to a lower tier unless they buy before.
 *
 * @param month business month
 * @param dimension {@code total}, {@code tier} or {@code move}
 * @param value {@code all}; the tier; or two tiers with {@code >} between them
 * @param customers of total: those who bought or said who they are for the first time in this month
 * @param joined of total: who became members; of a tier: who came into it; of a move: who made it
 * @param left of total: who ceased to be members; of a tier: who went out of it
 * @param upgraded members who rose (of a tier: into it)
 * @param downgraded members who fell (of a tier: into it)
 * @param earned points of orders; of total, like all that follows
 * @param takenBack points that refunds took back
 * @param redeemed points that were redeemed
 * @param expired points that expired at the beginning of the month
 * @param openChange change of the points that are open, the shop's liability; balances below 0 count as 0
 * @param freshThrough when the newest event counted here reached the log
 */
public record LoyaltyCell(
        YearMonth month,
        String dimension,
        String value,
        long customers,
        long joined,
        long left,
        long upgraded,
        long downgraded,
        long earned,
        long takenBack,
        long redeemed,
        long expired,
        long openChange,
        Instant freshThrough) {

    /** Begins the keys of these records. */
    public static final String KEY_PREFIX = "loyalty|";
}
