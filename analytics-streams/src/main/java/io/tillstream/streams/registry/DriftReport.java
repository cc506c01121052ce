package io.tillstream.streams.registry;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.training.Drift;
import io.tillstream.streams.training.OutcomeTraining;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts shifts of distributions into words. */
final class DriftReport {

    private DriftReport() {}

    /** What shifts say. */
    static ModelDrift of(ModelRecord champion, Map<String, Double> shifts, int customers, Instant at) {
        Map<String, Double> features = new LinkedHashMap<>(shifts);
        Double ofScores = features.remove(OutcomeTraining.SCORE);
        double scoreShift = ofScores == null ? 0 : ofScores;
        Map.Entry<String, Double> most =
                features.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry("none", 0.0));
        boolean drifted = scoreShift > Drift.MOVED || most.getValue() > Drift.MOVED;
        return new ModelDrift(
                champion.name(),
                champion.version(),
                at,
                customers,
                features,
                scoreShift,
                drifted,
                String.format(
                        Locale.ROOT,
                        "%s: scores have moved by %.2f, most of all features %s by %.2f; above %.2f counts.",
                        drifted ? "Today's customers differ from those learned from" : "No drift",
                        scoreShift,
                        most.getKey(),
                        most.getValue(),
                        Drift.MOVED));
    }

    /** The alert that begins or ends with it. */
    static Alert alert(ModelDrift drift, double limit) {
        double greatest = drift.featureShift().values().stream()
                .mapToDouble(Double::doubleValue)
                .reduce(drift.scoreShift(), Math::max);
        return new Alert(
                "model-drift/" + drift.name(),
                "model-drift",
                drift.name(),
                drift.drifted() ? "raised" : "cleared",
                greatest,
                limit,
                drift.sentence(),
                drift.at());
    }
}
