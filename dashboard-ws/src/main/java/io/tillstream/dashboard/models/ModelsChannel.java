package io.tillstream.dashboard.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/** Channel {@code models}: per model its card, its drift and its kept versions, or why there is none. */
public final class ModelsChannel implements Channel {

    private static final int FEATURES = 10;
    private static final double STEPS = 1e5;

    private final ModelBook book;

    /** Draws from the book. */
    public ModelsChannel(ModelBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "models";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        for (String name : ModelBook.NAMES) {
            ObjectNode model = data.putObject(name);
            ModelHead head = book.champion(name);
            String reason = book.reason(name);
            if (reason != null) {
                model.put("reason", reason);
            }
            if (head != null) {
                write(head, model);
            }
            ModelDrift drift = book.drift(name);
            if (drift != null) {
                write(drift, model.putObject("drift"));
            }
            ObjectNode versions = model.putObject("versions");
            for (ModelHead kept : book.versions(name)) {
                ObjectNode row = versions.putObject(kept.version());
                row.put("trained_at", kept.trainedAt().toString());
                metrics(row.putObject("metrics"), kept.card().metrics());
            }
        }
        return data;
    }

    private static void write(ModelHead head, ObjectNode model) {
        ModelCard card = head.card();
        model.put("version", head.version());
        model.put("trained_at", head.trainedAt().toString());
        if (head.promotedAt() != null) {
            model.put("promoted_at", head.promotedAt().toString());
        }
        if (head.promotedBy() != null) {
            model.put("promoted_by", head.promotedBy());
        }
        model.put("pinned", head.pinned());
        model.put("summary", card.summary());
        model.put("trained_from", card.trainedFrom().toString());
        model.put("trained_to", card.trainedTo().toString());
        model.put("snapshots", card.snapshots());
        model.put("holdout", card.holdout());
        if (card.baseRate() != null) {
            model.put("base_rate", rounded(card.baseRate()));
        }
        metrics(model.putObject("metrics"), card.metrics());
        ObjectNode baselines = model.putObject("baselines");
        card.baselines().forEach((name, figures) -> metrics(baselines.putObject(name), figures));
        metrics(model.putObject("parameters"), card.parameters());
        ArrayNode calibration = model.putArray("calibration");
        for (ModelCard.CalibrationBin bin : card.calibration()) {
            calibration
                    .addArray()
                    .add(rounded(bin.predicted()))
                    .add(rounded(bin.observed()))
                    .add(bin.rows());
        }
        ArrayNode features = model.putArray("features");
        card.features().stream()
                .sorted(Comparator.comparingDouble(ModelCard.FeatureCard::importance)
                        .reversed())
                .limit(FEATURES)
                .forEach(feature -> features.addObject()
                        .put("name", feature.name())
                        .put("description", feature.description())
                        .put("importance", rounded(feature.importance())));
    }

    private static void write(ModelDrift drift, ObjectNode node) {
        node.put("drifted", drift.drifted());
        node.put("sentence", drift.sentence());
        node.put("at", drift.at().toString());
        node.put("score_shift", rounded(drift.scoreShift()));
        metrics(node.putObject("feature_shift"), drift.featureShift());
    }

    private static void metrics(ObjectNode node, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                node.put(name, rounded(value));
            }
        });
    }

    private static double rounded(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
