package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gross sales to expect of the business days ahead; the value of {@code analytics.forecasts.v1} under {@code dimension|value}. Without enough history there
 * is no day in it, and the sentence says why.
 *
 * @param dimension {@code total} or {@code category}
 * @param value the dimension's value; {@code all} for total
 * @param method for example {@code ETS(A,N,A)}; null when nothing is forecast
 * @param madeAt reference time of the forecast
 * @param trainedFrom first business day it learned from
 * @param trainedTo last one: the newest that is over
 * @param coverage share of days that the intervals are to contain, 0 to 1
 * @param days the days ahead, the next one first
 * @param metrics errors on the last four weeks, which the checked forecasts had not seen: {@code mase} (below 1 is better than last week's figures),
 *     {@code mae} and {@code seasonal_naive_mae} in currency units, {@code coverage} of the intervals; empty when nothing is forecast
 * @param sentence what to know about the figures: why there are none, or how good they are
 */
public record SalesForecast(
        String dimension,
        String value,
        @Nullable String method,
        Instant madeAt,
        LocalDate trainedFrom,
        LocalDate trainedTo,
        double coverage,
        List<Day> days,
        Map<String, Double> metrics,
        String sentence) {

    /** Key on the forecasts topic. */
    public static String key(String dimension, String value) {
        return dimension + "|" + value;
    }

    /**
     * One day ahead; sales are never below 0.
     *
     * @param day the business day
     * @param expectedMicros expected gross sales
     * @param lowMicros lower end of the interval of the day's gross sales
     * @param highMicros upper end
     */
    public record Day(
            LocalDate day,
            @Money @JsonProperty("expected") long expectedMicros,
            @Money @JsonProperty("low") long lowMicros,
            @Money @JsonProperty("high") long highMicros) {}
}
