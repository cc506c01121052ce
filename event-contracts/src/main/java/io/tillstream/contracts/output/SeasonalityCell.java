package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Orders and sessions of one business hour; the value of {@code analytics.seasonality.v1}. Hour × weekday and month matrices are sums of these.
 *
 * @param hour first instant of the business hour
 * @param day its business day
 * @param hourOfDay 0–23 in the business zone
 * @param weekday 1 (Monday) to 7 (Sunday)
 * @param orders orders placed in it
 * @param units units sold
 * @param grossMicros gross sales
 * @param sessions sessions that began in it
 * @param freshThrough when the newest event counted here reached the log
 */
public record SeasonalityCell(
        Instant hour,
        LocalDate day,
        int hourOfDay,
        int weekday,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        long sessions,
        Instant freshThrough) {}
