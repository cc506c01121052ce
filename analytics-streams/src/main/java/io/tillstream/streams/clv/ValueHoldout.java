package io.tillstream.streams.clv;

import io.tillstream.streams.clv.ValueTraining.Fits;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well models fitted to the first two thirds of the time foretell what those customers spend in the last third: the check of Fader, Hardie, Lee (2005),
 * section 4.
 *
 * @param customers who had bought in the first two thirds
 * @param metrics of the spend: {@code mae}; {@code rmse}, which a mean should make small, while {@code mae} rewards medians; {@code decile_error}, by how much
 *     of the mean spend groups of a tenth of the customers by expectation are off on average; {@code correlation} of expected and actual spend;
 *     {@code total_bias} = expected total / actual total − 1; and the same of orders as {@code orders_mae}, {@code orders_correlation}, {@code orders_total_bias}; empty when the first two thirds are too little to fit
 * @param baselines the same of {@code same_as_so_far}: each customer spends and orders per day as in the first two thirds
 */
record ValueHoldout(int customers, Map<String, Double> metrics, Map<String, Map<String, Double>> baselines) {

    /** Fewer repeat buyers than this say nothing. */
    private static final int LEAST_REPEAT_BUYERS = 50;

    private static final int GROUPS = 10;

    private static final String BASELINE = "same_as_so_far";

    /** Fits to the first two thirds of the days from the first purchase to the given day. */
    static ValueHoldout measure(List<BuyerHistory> all, int asOfDay) {
        int first = all.stream().mapToInt(BuyerHistory::firstDay).min().orElse(asOfDay);
        int known = first + (asOfDay - first) * 2 / 3;
        List<BuyerHistory> buyers =
                all.stream().filter(buyer -> buyer.firstDay() <= known).toList();
        long again =
                buyers.stream().filter(buyer -> buyer.meanRepeat(known) > 0).count();
        if (again < LEAST_REPEAT_BUYERS) {
            return new ValueHoldout(0, Map.of(), Map.of());
        }
        Fits fits = Fits.of(buyers, known);
        int n = buyers.size();
        double[] spent = new double[n];
        double[] ordered = new double[n];
        double[] spendExpected = new double[n];
        double[] ordersExpected = new double[n];
        double[] spendAsBefore = new double[n];
        double[] ordersAsBefore = new double[n];
        double ahead = asOfDay - known;
        double perDay = ahead / (known - first);
        for (int i = 0; i < n; i++) {
            BuyerHistory buyer = buyers.get(i);
            int before = buyer.daysThrough(known);
            int through = buyer.daysThrough(asOfDay);
            spent[i] = buyer.value(before, through);
            ordered[i] = through - before;
            ordersExpected[i] = fits.buying().model().expectedRepeats(buyer.through(known), ahead);
            spendExpected[i] =
                    ordersExpected[i] * orderValue(fits.spending().model(), before - 1, buyer.meanRepeat(known));
            spendAsBefore[i] = buyer.value(0, before) * perDay;
            ordersAsBefore[i] = before * perDay;
        }
        return new ValueHoldout(
                n,
                figures(spent, spendExpected, ordered, ordersExpected),
                Map.of(BASELINE, figures(spent, spendAsBefore, ordered, ordersAsBefore)));
    }

    private static double orderValue(GammaGamma spending, int repeats, double mean) {
        if (!(spending.q() > 1)) {
            throw new IllegalArgumentException("spend per order has no mean in the first two thirds of the time");
        }
        return LifetimeValue.hasOwnMean(repeats, mean)
                ? spending.expectedValue(repeats, mean)
                : spending.expectedValue();
    }

    private static Map<String, Double> figures(
            double[] spent, double[] spendExpected, double[] ordered, double[] ordersExpected) {
        Map<String, Double> figures = new LinkedHashMap<>();
        put(figures, "", spent, spendExpected);
        put(figures, "orders_", ordered, ordersExpected);
        return figures;
    }

    private static void put(Map<String, Double> figures, String prefix, double[] actual, double[] expected) {
        double error = 0;
        double squares = 0;
        double sum = 0;
        double expectedSum = 0;
        for (int i = 0; i < actual.length; i++) {
            error += Math.abs(expected[i] - actual[i]);
            squares += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            sum += actual[i];
            expectedSum += expected[i];
        }
        figures.put(prefix + "mae", error / actual.length);
        figures.put(prefix + "rmse", Math.sqrt(squares / actual.length));
        double correlation = correlation(actual, sum / actual.length, expected, expectedSum / actual.length);
        if (Double.isFinite(correlation)) {
            figures.put(prefix + "correlation", correlation);
        }
        if (sum > 0) {
            figures.put(prefix + "total_bias", expectedSum / sum - 1);
            figures.put(prefix + "decile_error", groupError(actual, expected) / sum);
        }
    }

    /** Σ |expected − actual| of the totals of groups of a tenth of the customers each, by expectation. */
    static double groupError(double[] actual, double[] expected) {
        int n = actual.length;
        int[] byExpectation = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> expected[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double error = 0;
        for (int group = 0; group < GROUPS; group++) {
            double difference = 0;
            for (int i = (int) ((long) group * n / GROUPS); i < (int) ((group + 1L) * n / GROUPS); i++) {
                difference += expected[byExpectation[i]] - actual[byExpectation[i]];
            }
            error += Math.abs(difference);
        }
        return error;
    }

    /** Pearson's; not a number when either does not vary. */
    private static double correlation(double[] x, double meanX, double[] y, double meanY) {
        double both = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            ofX += (x[i] - meanX) * (x[i] - meanX);
            ofY += (y[i] - meanY) * (y[i] - meanY);
        }
        return both / Math.sqrt(ofX * ofY);
    }
}
