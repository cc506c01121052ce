package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;

/**
 * What the customers of one cohort did in one calendar month; the value of {@code analytics.cohorts.v1}. A cohort is the customers whose first purchase fell into
 * the same business month. When an earlier purchase becomes known, a customer moves to another cohort with all they did.
 *
 * <p>The values of a dimension add up to the total.
 *
 * @param cohort month of the first purchase
 * @param month the month that was bought in
 * @param monthsSince whole months from the cohort's to this one, from 0
 * @param dimension {@code total}, or what the first purchase said: {@code channel}, {@code category} (that of most of its amount) or {@code country}
 * @param value the dimension's value; {@code all} for total
 * @param customers customers of the cohort with a purchase in the month; in month 0 the size of the cohort
 * @param orders their orders in the month
 * @param revenueMicros gross of these orders − refunds booked in the month; a refund from before the first purchase counts in month 0
 * @param freshThrough when the newest event counted here reached the log
 */
public record CohortCell(
        YearMonth cohort,
        YearMonth month,
        int monthsSince,
        String dimension,
        String value,
        long customers,
        long orders,
        @Money @JsonProperty("revenue") long revenueMicros,
        Instant freshThrough) {}
