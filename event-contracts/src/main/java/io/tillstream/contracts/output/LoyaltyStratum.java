package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.YearMonth;

/**
 * Customers whose first orders are alike, by whether they were members on the day of it, and how many came back; on {@code analytics.growth.v1} under
 * {@code loyalty_effect|month|stratum|band|country}.
 *
 * @param month business month of the first order
 * @param band amount of the first order in currency units, for example {@code 20-50}: from 20, below 50
 * @param country of the first order
 * @param members customers who were members
 * @param membersBack of these, with an order on another day within 90 days
 * @param others customers who were not
 * @param othersBack of these, with an order on another day within 90 days
 * @param freshThrough when the newest event counted here reached the log
 */
public record LoyaltyStratum(
        YearMonth month,
        String band,
        String country,
        long members,
        long membersBack,
        long others,
        long othersBack,
        Instant freshThrough) {

    /** Begins the keys of these records. */
    public static final String KEY_PREFIX = "loyalty_effect|";

    /** Days after the first order within which another counts. */
    public static final int DAYS = 90;
}
