package io.tillstream.streams.forecast;

/**
 * Forecasts daily sales by exponential smoothing with a weekly season on their square roots. The sales of a day are a sum over orders that come at random, so
 * their variance grows with their level; the square root evens it out (Bartlett 1936), and keeps intervals above zero.
 *
 * <p>When √y is normal with mean m and variance v, y has the mean m² + v, and quantiles of √y become quantiles of y by squaring. A weekday without a sale in the
 * last eight weeks is one on which the shop is closed: 0.
 */
final class SalesModel {

    static final double COVERAGE = 0.8;

    private SalesModel() {}

    /** The days ahead. */
    static Forecast forecast(DailySales sales, int horizon) {
        double[] roots = new double[sales.length()];
        for (int t = 0; t < roots.length; t++) {
            roots[t] = Math.sqrt(sales.gross()[t]);
        }
        Forecast onRoots = ExponentialSmoothing.select(roots, DailySales.WEEK).forecast(horizon, COVERAGE);
        double[] expected = new double[horizon];
        double[] low = new double[horizon];
        double[] high = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            if (!sales.isClosed(h)) {
                expected[h] = square(onRoots.expected()[h]) + Math.pow(onRoots.deviation(h), 2);
                low[h] = square(onRoots.low()[h]);
                high[h] = square(onRoots.high()[h]);
            }
        }
        return new Forecast(onRoots.model(), expected, low, high, COVERAGE);
    }

    private static double square(double root) {
        return root <= 0 ? 0 : root * root;
    }
}
