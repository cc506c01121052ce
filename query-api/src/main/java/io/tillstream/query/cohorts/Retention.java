package io.tillstream.query.cohorts;

import io.tillstream.query.chart.Charted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who came, came back and stopped, by calendar month.
 *
 * @param asOf reference time
 * @param months in order
 */
public record Retention(Instant asOf, List<Month> months) {

    /**
     * One month.
     *
     * @param month as 2024-01
     * @param finished whether it is over at the reference time; the counts of an unfinished month are those so far, it has no rates
     * @param customers with at least one purchase; the sum of new, returning and reactivated
     * @param newCustomers whose first purchase it has
     * @param returning who bought in the 90 days before their first purchase of the month
     * @param reactivated who bought before, but not in these 90 days
     * @param retained who bought in the month before, too
     * @param retentionRate retained / customers of the month before; null without any, or while unfinished
     * @param lapsed who had bought, but not in the 90 days before the month began
     * @param wonBack of the lapsed, those who bought in the month
     * @param winBackRate won_back / lapsed; null without any, or while unfinished
     */
    @Charted(
            title = "Customers by month",
            x = "month",
            y = {"new_customers", "returning", "reactivated", "won_back"})
    public record Month(
            String month,
            boolean finished,
            long customers,
            long newCustomers,
            long returning,
            long reactivated,
            long retained,
            @Nullable Double retentionRate,
            long lapsed,
            long wonBack,
            @Nullable Double winBackRate) {}
}
