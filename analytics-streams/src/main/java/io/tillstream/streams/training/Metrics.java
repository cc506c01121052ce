package io.tillstream.streams.training;

import io.tillstream.contracts.output.ModelCard.CalibrationBin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures of predicted probabilities against what came, as the literature defines them. */
public final class Metrics {

    /** Area under the ROC curve: the chance that a row with the outcome is ranked above one without; ties count half (Mann and Whitney 1947). */
    public static final String AUC = "auc";

    /** Average precision: Σ (recallₙ − recallₙ₋₁) · precisionₙ over the distinct scores, from the highest. */
    public static final String AVERAGE_PRECISION = "average_precision";

    /** Mean squared difference of probability and outcome (Brier 1950). */
    public static final String BRIER = "brier";

    /** Mean negative logarithm of the probability given to what came. */
    public static final String LOG_LOSS = "log_loss";

    /** Share of the outcome among the tenth with the highest scores, over the share among all. */
    public static final String LIFT_10 = "lift_10";

    /** Expected calibration error over ten bins of equal width: Σ share of rows · |observed − predicted|. */
    public static final String ECE = "ece";

    private static final int BINS = 10;
    private static final double TINY = 1e-15;

    private Metrics() {}

    /** All measures by name; those that need both outcomes are left out when only one came. */
    public static Map<String, Double> of(double[] probabilities, boolean[] outcomes) {
        Map<String, Double> measures = new LinkedHashMap<>();
        if (count(outcomes) > 0 && count(outcomes) < outcomes.length) {
            measures.put(AUC, auc(probabilities, outcomes));
            measures.put(AVERAGE_PRECISION, averagePrecision(probabilities, outcomes));
            measures.put(LIFT_10, liftOfTenth(probabilities, outcomes));
        }
        measures.put(BRIER, brier(probabilities, outcomes));
        measures.put(LOG_LOSS, logLoss(probabilities, outcomes));
        measures.put(ECE, ece(probabilities, outcomes));
        return measures;
    }

    /** See {@link #AUC}. */
    public static double auc(double[] scores, boolean[] outcomes) {
        int[] order = ascending(scores);
        long positives = count(outcomes);
        long negatives = outcomes.length - positives;
        double wins = 0;
        long negativesBelow = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(scores, order, from);
            long tiedPositives = 0;
            for (int i = from; i < to; i++) {
                tiedPositives += outcomes[order[i]] ? 1 : 0;
            }
            long tiedNegatives = to - from - tiedPositives;
            wins += tiedPositives * (negativesBelow + tiedNegatives / 2.0);
            negativesBelow += tiedNegatives;
            from = to;
        }
        return wins / ((double) positives * negatives);
    }

    /** See {@link #AVERAGE_PRECISION}. */
    public static double averagePrecision(double[] scores, boolean[] outcomes) {
        int[] order = ascending(scores);
        double positives = count(outcomes);
        double sum = 0;
        long found = 0;
        long seen = 0;
        for (int to = order.length; to > 0; ) {
            int from = to - 1;
            while (from > 0 && scores[order[from - 1]] == scores[order[to - 1]]) {
                from--;
            }
            long here = 0;
            for (int i = from; i < to; i++) {
                here += outcomes[order[i]] ? 1 : 0;
            }
            found += here;
            seen += to - from;
            sum += here / positives * found / seen;
            to = from;
        }
        return sum;
    }

    /** See {@link #BRIER}. */
    public static double brier(double[] probabilities, boolean[] outcomes) {
        double sum = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double miss = probabilities[i] - (outcomes[i] ? 1 : 0);
            sum += miss * miss;
        }
        return sum / outcomes.length;
    }

    /** See {@link #LOG_LOSS}. Certainties are taken as {@value #TINY} short of it. */
    public static double logLoss(double[] probabilities, boolean[] outcomes) {
        double sum = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double p = Math.clamp(probabilities[i], TINY, 1 - TINY);
            sum -= Math.log(outcomes[i] ? p : 1 - p);
        }
        return sum / outcomes.length;
    }

    /** See {@link #LIFT_10}. Rows that tie at the border count in proportion. */
    public static double liftOfTenth(double[] scores, boolean[] outcomes) {
        int[] order = ascending(scores);
        int tenth = Math.max(1, (int) Math.round(order.length / 10.0));
        double found = 0;
        int left = tenth;
        for (int to = order.length; left > 0 && to > 0; ) {
            int from = to - 1;
            while (from > 0 && scores[order[from - 1]] == scores[order[to - 1]]) {
                from--;
            }
            int here = 0;
            for (int i = from; i < to; i++) {
                here += outcomes[order[i]] ? 1 : 0;
            }
            int taken = Math.min(left, to - from);
            found += (double) here * taken / (to - from);
            left -= taken;
            to = from;
        }
        return found / tenth / ((double) count(outcomes) / outcomes.length);
    }

    /** See {@link #ECE}. */
    public static double ece(double[] probabilities, boolean[] outcomes) {
        return reliability(probabilities, outcomes).stream()
                .mapToDouble(bin -> (double) bin.rows() / outcomes.length * Math.abs(bin.observed() - bin.predicted()))
                .sum();
    }

    /** Predicted against observed shares in ten bins of equal width; those without rows are left out. */
    public static List<CalibrationBin> reliability(double[] probabilities, boolean[] outcomes) {
        long[] rows = new long[BINS];
        double[] predicted = new double[BINS];
        long[] observed = new long[BINS];
        for (int i = 0; i < outcomes.length; i++) {
            int bin = Math.clamp((int) (probabilities[i] * BINS), 0, BINS - 1);
            rows[bin]++;
            predicted[bin] += probabilities[i];
            observed[bin] += outcomes[i] ? 1 : 0;
        }
        List<CalibrationBin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                bins.add(new CalibrationBin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        rows[bin],
                        predicted[bin] / rows[bin],
                        (double) observed[bin] / rows[bin]));
            }
        }
        return bins;
    }

    private static int[] ascending(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int endOfTie(double[] scores, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && scores[order[to]] == scores[order[from]]) {
            to++;
        }
        return to;
    }

    private static long count(boolean[] outcomes) {
        long count = 0;
        for (boolean each : outcomes) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
