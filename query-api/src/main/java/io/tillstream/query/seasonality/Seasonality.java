package io.tillstream.query.seasonality;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the shop sells.
 *
 * @param hours all 168 hours of the week, from Monday 0 o'clock
 * @param months the calendar months with events, in order
 */
public record Seasonality(List<Hour> hours, List<Month> months) {

    /**
     * One hour of the week, summed over all weeks.
     *
     * @param weekday 1 (Monday) to 7 (Sunday)
     * @param hour 0 to 23, in the business time zone
     * @param orders orders placed in it
     * @param units units sold
     * @param grossMicros gross sales
     * @param sessions sessions that began in it; null of a part of the orders, which has none of its own
     * @param conversion orders / sessions; null without sessions
     * @param index orders / mean orders of all 168 hours; null without orders
     */
    @Charted(kind = Chart.Kind.MATRIX, title = "Orders by hour and weekday", x = "hour", y = "weekday", z = "orders")
    public record Hour(
            int weekday,
            int hour,
            long orders,
            long units,
            @Money @JsonProperty("gross") long grossMicros,
            @Nullable Long sessions,
            @Nullable Double conversion,
            @Nullable Double index) {}

    /**
     * One calendar month.
     *
     * @param month as 2024-01
     * @param index orders / mean orders of the months here; null without orders
     */
    public record Month(
            String month,
            long orders,
            long units,
            @Money @JsonProperty("gross") long grossMicros,
            @Nullable Long sessions,
            @Nullable Double conversion,
            @Nullable Double index) {}
}
