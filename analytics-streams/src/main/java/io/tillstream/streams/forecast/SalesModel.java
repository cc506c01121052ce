package io.tillstream.streams.forecast;

import java.util.Arrays;

/**
 * Forecasts daily sales by exponential smoothing with a weekly season on their square roots. The sales of a day are a sum over orders that come at random, so
 * their variance grows with their level; the square root evens it out (Bartlett 1936), and keeps intervals above zero.
 *
 * <p>When √y is normal with mean m and variance v, y has the mean m² + v, and quantiles of √y become quantiles of y by squaring. A weekday without a sale in the
 * last eight weeks is one on which the shop is closed: 0, and no part of the series. Single days without a sale are holidays where such a day would be out of
 * the ordinary; then the week before stands in for them.
 */
final class SalesModel {

    static final double COVERAGE = 0.8;

    private static final double FAR = 3.5;

    /** Holidays are at most such a share of the days. */
    private static final double RARE = 0.1;

    /** From the median distance to the median to the standard deviation of a normal distribution. */
    private static final double TO_DEVIATION = 1.4826;

    private SalesModel() {}

    /** The days ahead. */
    static Forecast forecast(DailySales sales, int horizon) {
        int openDays = 0;
        for (int h = 0; h < horizon; h++) {
            openDays += sales.isClosed(h) ? 0 : 1;
        }
        Forecast onRoots =
                ExponentialSmoothing.select(roots(sales), openWeekdays(sales)).forecast(openDays, COVERAGE);
        double[] expected = new double[horizon];
        double[] low = new double[horizon];
        double[] high = new double[horizon];
        int open = 0;
        for (int h = 0; h < horizon; h++) {
            if (!sales.isClosed(h)) {
                expected[h] = square(onRoots.expected()[open]) + Math.pow(onRoots.deviation(open), 2);
                low[h] = square(onRoots.low()[open]);
                high[h] = square(onRoots.high()[open]);
                open++;
            }
        }
        return new Forecast(onRoots.model(), expected, low, high, COVERAGE);
    }

    private static int openWeekdays(DailySales sales) {
        int open = 0;
        for (int ahead = 0; ahead < DailySales.WEEK; ahead++) {
            open += sales.isClosed(ahead) ? 0 : 1;
        }
        return open;
    }

    /** Of the days of open weekdays, without holidays. */
    private static double[] roots(DailySales sales) {
        double[] roots = new double[sales.length()];
        int season = openWeekdays(sales);
        int size = 0;
        for (int t = 0; t < roots.length; t++) {
            if (!sales.isClosed(Math.floorMod(t - sales.length(), DailySales.WEEK))) {
                roots[size++] = Math.sqrt(sales.gross()[t]);
            }
        }
        double[] open = Arrays.copyOf(roots, size);
        if (isOutOfTheOrdinary(open)) {
            for (int t = season; t < size; t++) {
                open[t] = open[t] == 0 ? open[t - season] : open[t];
            }
        }
        return open;
    }

    /** Whether days of 0 are few, and 0 lies far below the median in robust standard deviations. */
    private static boolean isOutOfTheOrdinary(double[] roots) {
        long none = Arrays.stream(roots).filter(root -> root == 0).count();
        if (none > RARE * roots.length) {
            return false;
        }
        double median = median(roots);
        double[] distances = new double[roots.length];
        for (int t = 0; t < roots.length; t++) {
            distances[t] = Math.abs(roots[t] - median);
        }
        return median > FAR * TO_DEVIATION * median(distances);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double square(double root) {
        return root <= 0 ? 0 : root * root;
    }
}
