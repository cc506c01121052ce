package io.tillstream.query.cohorts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts × months since.
 *
 * @param measure what a cell says: {@code retention}, {@code customers}, {@code orders}, {@code revenue} or {@code revenue_per_customer}
 * @param by what is split by: {@code total}, or {@code channel}, {@code category} or {@code country} of the first purchase
 * @param asOf reference time; months that it has not passed are unfinished
 * @param cohorts by value, then by month
 */
public record CohortMatrix(String measure, String by, Instant asOf, List<Line> cohorts) {

    /**
     * A cohort.
     *
     * @param value the value of what is split by; {@code all} for total
     * @param cohort month of the first purchase, as 2024-01
     * @param size customers in it, so far
     * @param months a cell for month 0, 1, 2 … after it; null while the month is unfinished, 0 when it is finished and nobody bought
     */
    public record Line(String value, String cohort, long size, List<@Nullable Number> months) {}
}
