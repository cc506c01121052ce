package io.tillstream.streams.training;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelCard.FeatureCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Calibration;
import io.tillstream.streams.models.Forest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Trains a calibrated forest for one outcome, measures it on later snapshots, and measures simpler predictors beside it. */
public final class OutcomeTraining {

    /** Feature that the scores' own distribution is kept under for drift. */
    public static final String SCORE = "score";

    static final int LEAST_OF_EACH = 20;
    static final int LEAST_BUYERS = 200;
    private static final int MOST_ROWS = 40_000;
    private static final int MOST_JUDGED = 20_000;
    private static final int DRIFT_BINS = 10;
    private static final int RECENCY = 0;

    private final String name;
    private final String words;
    private final Rows train;
    private final Rows calibrate;
    private final Rows test;

    private OutcomeTraining(String name, String words, Rows train, Rows calibrate, Rows test) {
        this.name = name;
        this.words = words;
        this.train = train.thinned(MOST_ROWS);
        this.calibrate = calibrate.thinned(MOST_JUDGED);
        this.test = test.thinned(MOST_JUDGED);
    }

    /** No purchase within the horizon. */
    static OutcomeTraining churn(Snapshots sample, Plan plan) {
        return new OutcomeTraining(
                ModelRecord.CHURN,
                "no purchase within " + plan.horizonMillis() / 86_400_000 + " days",
                sample.churn(plan.train(), plan.horizonMillis()),
                sample.churn(plan.calibrate(), plan.horizonMillis()),
                sample.churn(plan.test(), plan.horizonMillis()));
    }

    /** A purchase within the horizon. */
    static OutcomeTraining purchase(Snapshots sample, Plan plan) {
        return new OutcomeTraining(
                ModelRecord.PURCHASE,
                "a purchase within " + plan.horizonMillis() / 86_400_000 + " days",
                sample.purchase(plan.train(), plan.horizonMillis()),
                sample.purchase(plan.calibrate(), plan.horizonMillis()),
                sample.purchase(plan.test(), plan.horizonMillis()));
    }

    /** The rows that models are measured on. */
    public Rows holdout() {
        return test;
    }

    /**
     * Trains and measures.
     *
     * @throws TooLittleDataException when a part lacks rows with or without the outcome
     */
    public Trained train(Instant from, Instant to) throws TooLittleDataException {
        check("to learn from", train);
        check("to calibrate on", calibrate);
        check("to measure on", test);
        ForestTraining training = new ForestTraining(Features.names(), ForestTraining.Settings.USUAL);
        Forest raw = training.train(train);
        Forest forest = raw.calibrated(Calibrating.fit(scores(calibrate, raw::raw), calibrate.y()));
        double[] judged = scores(test, forest::score);
        Map<String, Double> metrics = Metrics.of(judged, test.y());
        ModelCard card = new ModelCard(
                sentence(metrics),
                from,
                to,
                train.size(),
                train.positives(),
                test.size(),
                test.share(),
                featureCards(training.importances(), scores(train, forest::score)),
                metrics,
                baselines(),
                Metrics.reliability(judged, test.y()),
                List.of(),
                Map.of("trees", (double) forest.trees(), "nodes", (double) forest.nodes()),
                Map.of());
        return new Trained(name, Forest.KIND, forest.toBytes(), card);
    }

    private void check(String what, Rows rows) throws TooLittleDataException {
        int with = rows.positives();
        int without = rows.size() - with;
        if (with < LEAST_OF_EACH || without < LEAST_OF_EACH) {
            throw new TooLittleDataException(
                    "The %s model needs %d customers with and %d without %s in each part of the history; the part %s has %d with and %d without."
                            .formatted(name, LEAST_OF_EACH, LEAST_OF_EACH, words, what, with, without));
        }
    }

    private String sentence(Map<String, Double> metrics) {
        return String.format(
                Locale.ROOT,
                "Probability of %s, learned from %,d snapshots; on %,d later ones AUC %.3f, Brier %.3f.",
                words,
                train.size(),
                test.size(),
                metrics.getOrDefault(Metrics.AUC, Double.NaN),
                metrics.getOrDefault(Metrics.BRIER, Double.NaN));
    }

    private List<FeatureCard> featureCards(double[] importances, double[] learnedScores) {
        List<FeatureCard> cards = new ArrayList<>();
        for (int f = 0; f < importances.length; f++) {
            cards.add(card(Features.names().get(f), Features.description(f), importances[f], train.column(f)));
        }
        cards.add(card(SCORE, "what the model said of the customers it learned from", 0, learnedScores));
        return cards;
    }

    private static FeatureCard card(String feature, String description, double importance, double[] values) {
        double[] edges = Bins.edges(values, DRIFT_BINS);
        return new FeatureCard(
                feature,
                description,
                importance,
                Arrays.stream(edges).boxed().toList(),
                Arrays.stream(Bins.shares(edges, values)).boxed().toList());
    }

    private Map<String, Map<String, Double>> baselines() {
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        double share = train.share();
        baselines.put("base_rate", Metrics.of(scores(test, x -> share), test.y()));
        double sign = name.equals(ModelRecord.CHURN) ? 1 : -1;
        baselines.put("recency", calibrated(x -> sign * x[RECENCY]));
        baselines.put("rule", calibrated(x -> sign * (x[RECENCY] > 180 ? 2 : x[RECENCY] > 90 ? 1 : 0)));
        LinearBaseline linear = LinearBaseline.train(train);
        baselines.put("logistic_regression", Metrics.of(scores(test, linear::score), test.y()));
        return baselines;
    }

    /** A single figure, carried to probabilities on the same rows as the forest. */
    private Map<String, Double> calibrated(ToDoubleFunction<double[]> figure) {
        Calibration calibration = Calibrating.isotonic(scores(calibrate, figure), calibrate.y());
        Map<String, Double> measures = Metrics.of(Calibrating.applied(calibration, scores(test, figure)), test.y());
        measures.put(Metrics.AUC, Metrics.auc(scores(test, figure), test.y()));
        return measures;
    }

    static double[] scores(Rows rows, ToDoubleFunction<double[]> model) {
        return Arrays.stream(rows.x()).mapToDouble(model).toArray();
    }
}
