package io.tillstream.streams.forecast;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How good forecasts are: for each of the last four weeks one is made from the days before that week, and held against the week as it came (rolling origin;
 * Hyndman, Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.10), beside the seasonal naive forecast, which repeats the week before.
 *
 * @param error mean absolute error per day
 * @param naiveError the same of the seasonal naive forecast
 * @param scale mean absolute difference to the week before, over the days before the four weeks
 * @param covered share of days within the interval
 * @param worst error of the day that was missed most
 * @param worstDay which it was, days since 1970
 */
record ForecastCheck(double error, double naiveError, double scale, double covered, double worst, int worstDay) {

    static final int WEEKS = 4;

    /** Makes and holds four forecasts. */
    static ForecastCheck of(DailySales sales) {
        int days = WEEKS * DailySales.WEEK;
        double error = 0;
        double naive = 0;
        int within = 0;
        double worst = 0;
        int worstDay = sales.lastDay();
        for (int weeksBack = WEEKS; weeksBack > 0; weeksBack--) {
            DailySales known = sales.without(weeksBack * DailySales.WEEK);
            Forecast forecast = SalesModel.forecast(known, DailySales.WEEK);
            for (int h = 0; h < DailySales.WEEK; h++) {
                int at = known.length() + h;
                double actual = sales.gross()[at];
                double missed = Math.abs(actual - forecast.expected()[h]);
                error += missed;
                if (missed >= worst) {
                    worst = missed;
                    worstDay = known.lastDay() + 1 + h;
                }
                naive += Math.abs(actual - sales.gross()[at - DailySales.WEEK]);
                within += forecast.low()[h] <= actual && actual <= forecast.high()[h] ? 1 : 0;
            }
        }
        return new ForecastCheck(
                error / days, naive / days, scale(sales.without(days)), (double) within / days, worst, worstDay);
    }

    private static double scale(DailySales before) {
        double sum = 0;
        for (int t = DailySales.WEEK; t < before.length(); t++) {
            sum += Math.abs(before.gross()[t] - before.gross()[t - DailySales.WEEK]);
        }
        return sum / (before.length() - DailySales.WEEK);
    }

    /** The figures by name; those that would divide by zero are left out. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (scale > 0) {
            metrics.put("mase", error / scale);
            metrics.put("mase_without_worst_day", withoutWorst() / scale);
        }
        if (naiveError > 0) {
            metrics.put("relative_mae", error / naiveError);
        }
        metrics.put("mae", error);
        metrics.put("seasonal_naive_mae", naiveError);
        metrics.put("coverage", covered);
        return metrics;
    }

    private double withoutWorst() {
        int days = WEEKS * DailySales.WEEK;
        return (error * days - worst) / (days - 1);
    }

    /** The same in words. */
    String sentence() {
        String beside = error < naiveError
                ? String.format(
                        Locale.ROOT,
                        "On the last four weeks forecasts like this missed a day's sales by %,.2f on average, %.0f %% less than the week"
                                + " before would have.",
                        error,
                        100 * (1 - error / naiveError))
                : String.format(
                        Locale.ROOT,
                        "On the last four weeks forecasts like this missed a day's sales by %,.2f on average, the week before by %,.2f:"
                                + " it is no better than repeating last week.",
                        error,
                        naiveError);
        return scale > 0 && error >= scale ? beside + " " + notBelowOne() : beside;
    }

    /** What must be said when the error is no less than the usual change from week to week. */
    private String notBelowOne() {
        return String.format(
                Locale.ROOT,
                "That is %.2f times the usual difference from one week to the next (MASE), not below 1; without %s, the day it missed most,"
                        + " %.2f.",
                error / scale,
                LocalDate.ofEpochDay(worstDay),
                withoutWorst() / scale);
    }
}
