package io.tillstream.benchmarks.models;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Forest;
import io.tillstream.streams.models.UnusableModelException;
import io.tillstream.streams.training.Metrics;
import io.tillstream.streams.training.TooLittleDataException;
import io.tillstream.streams.training.Trained;
import io.tillstream.streams.training.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trains by the very classes that the product trains by, and measures on the hold-out. */
public final class ModelsBenchmark {

    private static final long SEED = 42;
    private static final double NANOS = 1e9;

    private final Consumer<String> out;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    /** @param out takes the report, line by line */
    public ModelsBenchmark(Consumer<String> out) {
        this.out = out;
    }

    /** All figures so far, by name. */
    public Map<String, Double> figures() {
        return figures;
    }

    /** A simulated shop. */
    public void simulated(int customers, Period history) throws UnusableModelException {
        long begun = System.nanoTime();
        SimulatedShop shop = new SimulatedShop(customers, history, SEED);
        TrainingSession session = shop.session();
        String label = "simulated_" + customers;
        out.accept(String.format(
                Locale.ROOT,
                "Simulated shop of %,d customers, %s: %,d events read in %.1f s",
                customers,
                history,
                session.sample().eventCount(),
                (System.nanoTime() - begun) / NANOS));
        figures.put(label + "_events", (double) session.sample().eventCount());
        Trained churn = train(label, ModelRecord.CHURN, session);
        if (churn != null) {
            bestPossible(label, shop, churn);
        }
        train(label, ModelRecord.PURCHASE, session);
        train(label, ModelRecord.CLUSTERS, session);
        train(label, ModelRecord.VALUE, session);
    }

    /** The Online Retail data. */
    public void onlineRetail(Path file) throws IOException {
        TrainingSession session = OnlineRetail.read(file);
        out.accept(String.format(
                Locale.ROOT, "Online Retail: %,d orders", session.sample().eventCount()));
        train("online_retail", ModelRecord.CHURN, session);
        train("online_retail", ModelRecord.PURCHASE, session);
        train("online_retail", ModelRecord.CLUSTERS, session);
        train("online_retail", ModelRecord.VALUE, session);
    }

    private @Nullable Trained train(String label, String name, TrainingSession session) {
        long begun = System.nanoTime();
        try {
            Trained trained = session.train(name);
            double seconds = (System.nanoTime() - begun) / NANOS;
            ModelCard card = trained.card();
            out.accept(String.format(
                    Locale.ROOT,
                    "  %s: %,d rows to learn from, %,d to measure on, %.1f s, %,d KB",
                    name,
                    card.snapshots(),
                    card.holdout(),
                    seconds,
                    trained.body().length / 1024));
            figures.put(label + "_" + name + "_seconds", seconds);
            line(label + "_" + name, "this model", card.metrics());
            card.baselines()
                    .forEach((baseline, measures) -> line(label + "_" + name + "_" + baseline, baseline, measures));
            card.clusters().forEach(cluster -> out.accept("    " + cluster.tier() + ": " + cluster.words()));
            return trained;
        } catch (TooLittleDataException e) {
            out.accept("  " + name + ": " + e.getMessage());
            return null;
        }
    }

    private void bestPossible(String label, SimulatedShop shop, Trained churn) throws UnusableModelException {
        TrainingSession session = shop.session();
        long from = session.churnTestAt();
        long to = from + Duration.ofDays(90).toMillis();
        Map<String, double[]> looks = session.sample().buyersLookedAt(from);
        Forest forest = Forest.of(churn.body(), Features.names());
        int size = looks.size();
        double[] best = new double[size];
        double[] scores = new double[size];
        boolean[] outcomes = new boolean[size];
        int i = 0;
        for (Map.Entry<String, double[]> look : looks.entrySet()) {
            best[i] = shop.trueChurn(look.getKey());
            scores[i] = forest.score(look.getValue());
            outcomes[i] = !session.sample().buys(look.getKey(), from, to);
            i++;
        }
        line(label + "_churn_best", "best possible", Metrics.of(best, outcomes));
        double gap = Metrics.auc(best, outcomes) - Metrics.auc(scores, outcomes);
        figures.put(label + "_churn_auc_gap", gap);
        out.accept(String.format(Locale.ROOT, "    AUC is %.3f below the best possible", gap));
    }

    private void line(String label, String words, Map<String, Double> measures) {
        measures.forEach((measure, value) -> figures.put(label + "_" + measure, value));
        out.accept(String.format(Locale.ROOT, "    %-20s ", words)
                + measures.entrySet().stream()
                        .map(measure -> String.format(Locale.ROOT, "%s %.3f", measure.getKey(), measure.getValue()))
                        .collect(Collectors.joining("  ")));
    }
}
