package io.tillstream.streams.forecast;

import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.SalesForecast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.exception.MathRuntimeException;

/** Makes the forecast of one series, or says why there is none. */
final class SalesForecaster {

    /** Days ahead. */
    static final int HORIZON = 28;

    /** Fewest days of history: as many to learn from as to check on. */
    static final int LEAST_DAYS = 56;

    private SalesForecaster() {}

    static SalesForecast forecast(String dimension, String value, DailySales sales, Instant madeAt) {
        if (sales.length() < LEAST_DAYS) {
            return none(
                    dimension,
                    value,
                    sales,
                    madeAt,
                    "A forecast needs 8 weeks of sales; there are %d of %d days so far."
                            .formatted(sales.length(), LEAST_DAYS));
        }
        if (!sales.isAlive()) {
            return none(
                    dimension, value, sales, madeAt, "Nothing was sold in the last 8 weeks, so nothing is forecast.");
        }
        try {
            return fitted(dimension, value, sales, madeAt);
        } catch (MathRuntimeException e) {
            return none(
                    dimension, value, sales, madeAt, "No model fits the sales of these days, so nothing is forecast.");
        }
    }

    private static SalesForecast fitted(String dimension, String value, DailySales sales, Instant madeAt) {
        ForecastCheck check = ForecastCheck.of(sales);
        Forecast forecast = SalesModel.forecast(sales, HORIZON);
        return new SalesForecast(
                dimension,
                value,
                forecast.model() + " of square roots",
                madeAt,
                LocalDate.ofEpochDay(sales.firstDay()),
                LocalDate.ofEpochDay(sales.lastDay()),
                SalesModel.COVERAGE,
                days(sales.lastDay() + 1, forecast),
                check.metrics(),
                check.sentence());
    }

    private static List<SalesForecast.Day> days(int first, Forecast forecast) {
        List<SalesForecast.Day> days = new ArrayList<>(HORIZON);
        for (int h = 0; h < HORIZON; h++) {
            days.add(new SalesForecast.Day(
                    LocalDate.ofEpochDay((long) first + h),
                    micros(forecast.expected()[h]),
                    micros(forecast.low()[h]),
                    micros(forecast.high()[h])));
        }
        return days;
    }

    private static long micros(double units) {
        return Math.round(units * Micros.PER_UNIT);
    }

    private static SalesForecast none(
            String dimension, String value, DailySales sales, Instant madeAt, String sentence) {
        return new SalesForecast(
                dimension,
                value,
                null,
                madeAt,
                LocalDate.ofEpochDay(sales.firstDay()),
                LocalDate.ofEpochDay(sales.lastDay()),
                SalesModel.COVERAGE,
                List.of(),
                Map.of(),
                sentence);
    }
}
