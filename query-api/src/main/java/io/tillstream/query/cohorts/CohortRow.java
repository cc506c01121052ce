package io.tillstream.query.cohorts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import org.jspecify.annotations.Nullable;

/**
 * A finished month of a cohort.
 *
 * @param value the value of what is split by; {@code all} for total
 * @param cohort month of the first purchase, as 2024-01
 * @param size customers whose first purchase it has, so far
 * @param monthsSince whole months after it, from 0
 * @param customers of these, those with a purchase in that month
 * @param orders their orders in that month
 * @param revenueMicros gross of these orders − refunds booked in that month
 * @param retention customers / size; null of an empty cohort
 * @param revenuePerCustomerMicros revenue / size, rounded half up; null of an empty cohort
 */
@Charted(
        kind = Chart.Kind.MATRIX,
        title = "Retention by cohort and month after it",
        x = "months_since",
        y = {"cohort", "value"},
        z = "retention")
public record CohortRow(
        String value,
        String cohort,
        long size,
        int monthsSince,
        long customers,
        long orders,
        @Money @JsonProperty("revenue") long revenueMicros,
        @Nullable Double retention,

        @Nullable @Money @JsonProperty("revenue_per_customer")
        Long revenuePerCustomerMicros) {}
