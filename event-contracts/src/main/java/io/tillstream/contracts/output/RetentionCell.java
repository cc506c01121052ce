package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.YearMonth;

/**
 * Who bought in one business month, and who had stopped; the value of {@code analytics.retention.v1}. Counts of customers;
 * {@code customers = new_customers + returning + reactivated}.
 *
 * <p>Lapsed at the start of a month are those with no purchase in the 90 days before it, and one before that: Σ {@code lapsing} up to this month − Σ
 * {@code won_back} before it. A month to come has those in {@code lapsing} who will lapse if they do not buy until then.
 *
 * @param month the month
 * @param customers with at least one purchase in it
 * @param newCustomers whose first purchase it has
 * @param returning who bought before, in the 90 days before their first purchase of the month
 * @param reactivated who bought before, but not in these 90 days
 * @param retained who bought in the month before, too
 * @param lapsing who have lapsed at the start of this month, and had not at the start of the month before
 * @param wonBack who had lapsed at the start of this month, and bought in it
 * @param freshThrough when the newest event counted here reached the log
 */
public record RetentionCell(
        YearMonth month,
        long customers,
        long newCustomers,
        long returning,
        long reactivated,
        long retained,
        long lapsing,
        long wonBack,
        Instant freshThrough) {}
