package io.tillstream.streams.training;

import io.tillstream.streams.models.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the calibration of raw scores to outcomes that the forest has not learned from. */
final class Calibrating {

    /** Fewer rows than this get the two-parameter curve: a monotone line would follow chance. */
    static final int LEAST_FOR_LINE = 400;

    private static final int LEAST_IN_STEP = 20;
    private static final int NEWTON_STEPS = 100;
    private static final double CLOSE = 1e-10;

    private Calibrating() {}

    /** The better of curve and line, judged on halves that the other half was fitted to. */
    static Calibration fit(double[] raws, boolean[] outcomes) {
        if (raws.length < LEAST_FOR_LINE) {
            return curve(raws, outcomes);
        }
        double curveLoss = 0;
        double lineLoss = 0;
        for (int half = 0; half < 2; half++) {
            int[] fitted = half(raws.length, half);
            int[] judged = half(raws.length, 1 - half);
            double[] fittedRaws = pick(raws, fitted);
            boolean[] fittedOutcomes = pick(outcomes, fitted);
            curveLoss += loss(curve(fittedRaws, fittedOutcomes), pick(raws, judged), pick(outcomes, judged));
            lineLoss += loss(isotonic(fittedRaws, fittedOutcomes), pick(raws, judged), pick(outcomes, judged));
        }
        return lineLoss < curveLoss ? isotonic(raws, outcomes) : curve(raws, outcomes);
    }

    /**
     * Platt's curve by Newton's method with his smoothed targets (Platt 1999; Lin, Lin and Weng 2007). Scores that would make it fall get a level one.
     */
    static Calibration curve(double[] raws, boolean[] outcomes) {
        int positives = 0;
        for (boolean outcome : outcomes) {
            positives += outcome ? 1 : 0;
        }
        int negatives = outcomes.length - positives;
        double high = (positives + 1.0) / (positives + 2.0);
        double low = 1 / (negatives + 2.0);
        double slope = 0;
        double offset = Math.log((positives + 1.0) / (negatives + 1.0));
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double gradientSlope = 0;
            double gradientOffset = 0;
            double a = 1e-12;
            double b = 0;
            double c = 1e-12;
            for (int i = 0; i < raws.length; i++) {
                double p = 1 / (1 + Math.exp(-(slope * raws[i] + offset)));
                double miss = (outcomes[i] ? high : low) - p;
                double weight = p * (1 - p);
                gradientSlope += miss * raws[i];
                gradientOffset += miss;
                a += weight * raws[i] * raws[i];
                b += weight * raws[i];
                c += weight;
            }
            double determinant = a * c - b * b;
            double moveSlope = (c * gradientSlope - b * gradientOffset) / determinant;
            double moveOffset = (a * gradientOffset - b * gradientSlope) / determinant;
            slope += moveSlope;
            offset += moveOffset;
            if (!(Math.abs(moveSlope) + Math.abs(moveOffset) > CLOSE)) {
                break;
            }
        }
        boolean usable = slope >= 0 && Double.isFinite(slope) && Double.isFinite(offset);
        return usable
                ? new Calibration.Curve(slope, offset)
                : new Calibration.Curve(0, Math.log((positives + 1.0) / (negatives + 1.0)));
    }

    /**
     * A line through the steps of the isotonic regression: each step stands at its mean score, steps of fewer than {@value #LEAST_IN_STEP} rows are joined
     * with the next, and each share is drawn to the base rate by one row, so that nothing is certain.
     */
    static Calibration isotonic(double[] raws, boolean[] outcomes) {
        int[] order = order(raws);
        double[] sorted = pick(raws, order);
        boolean[] known = pick(outcomes, order);
        int positives = 0;
        for (boolean outcome : outcomes) {
            positives += outcome ? 1 : 0;
        }
        double baseRate = (double) positives / outcomes.length;
        List<double[]> knots = new ArrayList<>();
        for (double[] step : joined(steps(sorted, known))) {
            double raw = step[1] / step[0];
            double share = (step[2] + baseRate) / (step[0] + 1);
            double before = knots.isEmpty() ? 0 : knots.getLast()[1];
            if (knots.isEmpty() || raw > knots.getLast()[0]) {
                knots.add(new double[] {raw, Math.max(share, before)});
            }
        }
        return new Calibration.Line(
                knots.stream().mapToDouble(knot -> knot[0]).toArray(),
                knots.stream().mapToDouble(knot -> knot[1]).toArray());
    }

    /** Pool adjacent violators (Ayer and others 1955) over ascending scores: rows, Σ score and Σ outcome of each step. Equal scores are one. */
    static List<double[]> steps(double[] sorted, boolean[] outcomes) {
        List<double[]> steps = new ArrayList<>();
        for (int from = 0; from < sorted.length; ) {
            double[] step = new double[3];
            int at = from;
            while (at < sorted.length && sorted[at] == sorted[from]) {
                step[0]++;
                step[1] += sorted[at];
                step[2] += outcomes[at] ? 1 : 0;
                at++;
            }
            from = at;
            while (!steps.isEmpty() && steps.getLast()[2] * step[0] >= step[2] * steps.getLast()[0]) {
                add(steps.removeLast(), step);
            }
            steps.add(step);
        }
        return steps;
    }

    private static List<double[]> joined(List<double[]> steps) {
        List<double[]> joined = new ArrayList<>();
        for (double[] step : steps) {
            if (!joined.isEmpty() && (joined.getLast()[0] < LEAST_IN_STEP || step[0] < LEAST_IN_STEP)) {
                add(step, joined.getLast());
            } else {
                joined.add(step.clone());
            }
        }
        return joined;
    }

    private static void add(double[] what, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    private static double loss(Calibration calibration, double[] raws, boolean[] outcomes) {
        return Metrics.logLoss(applied(calibration, raws), outcomes);
    }

    static double[] applied(Calibration calibration, double[] raws) {
        double[] probabilities = new double[raws.length];
        for (int i = 0; i < raws.length; i++) {
            probabilities[i] = calibration.apply(raws[i]);
        }
        return probabilities;
    }

    private static int[] half(int size, int remainder) {
        return IntStream.range(0, size).filter(i -> i % 2 == remainder).toArray();
    }

    private static int[] order(double[] raws) {
        return IntStream.range(0, raws.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> raws[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] pick(double[] values, int[] indices) {
        double[] picked = new double[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[indices[i]];
        }
        return picked;
    }

    private static boolean[] pick(boolean[] values, int[] indices) {
        boolean[] picked = new boolean[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[indices[i]];
        }
        return picked;
    }
}
