package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;

/**
 * Where customers come from, by month, first-touch channel and campaign; a value of {@code analytics.growth.v1} under
 * {@code acquisition|cohort/month|campaign|channel|campaign}. All figures add up: over months, channels and campaigns.
 *
 * <p>The first touch of a visitor is the earliest of their visits, whenever it becomes known. Its channel is the medium of the campaign it names, else the campaign's
 * source, else the event's channel; names are compared in lower case.
 *
 * @param cohort the month of the first visit ({@code visitors}, {@code converted}), of the first purchase ({@code customers}, {@code orders}, {@code revenue}), and of
 *     the spending
 * @param month the month that was bought in; the cohort's own for everything but {@code orders} and {@code revenue}
 * @param monthsSince whole months from the cohort's to this one, from 0
 * @param channel first-touch channel; {@code unknown} where the shop did not say
 * @param campaign the campaign's name; {@code unknown} without one
 * @param visitors people whose first visit the cohort's month has
 * @param converted of these, those who have bought so far, in whatever month
 * @param customers people whose first purchase the cohort's month has
 * @param orders in the month, of the customers of the cohort
 * @param revenueMicros gross of these orders − refunds booked in the month; a refund from before the first purchase counts in month 0
 * @param spendMicros spent on advertising in the month
 * @param freshThrough when the newest event counted here reached the log
 */
public record AcquisitionCell(
        YearMonth cohort,
        YearMonth month,
        int monthsSince,
        String channel,
        String campaign,
        long visitors,
        long converted,
        long customers,
        long orders,
        @Money @JsonProperty("revenue") long revenueMicros,
        @Money @JsonProperty("spend") long spendMicros,
        Instant freshThrough) {

    /** Begins the keys of these values. */
    public static final String KEY_PREFIX = "acquisition|";
}
