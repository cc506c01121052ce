package io.tillstream.dashboard.models;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.channel.WholeJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The champions, the kept versions, drift and training; bodies are not kept. Grows with the kept versions, at most {@link #VERSIONS} of each model. */
public final class ModelBook implements RecordReader {

    /** The models in the order of the page. */
    static final List<String> NAMES =
            List.of(ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE, ModelRecord.CLUSTERS);

    /** Kept versions of one model; the oldest are left out. */
    static final int VERSIONS = 20;

    private final WholeJson<ModelHead> heads = WholeJson.of(ModelHead.class);
    private final WholeJson<ModelDrift> drifts = WholeJson.of(ModelDrift.class);
    private final WholeJson<TrainingStatus> trainings = WholeJson.of(TrainingStatus.class);
    private final Map<String, ModelHead> champions = new HashMap<>();
    private final Map<String, ModelDrift> drift = new HashMap<>();
    private final Map<String, NavigableMap<String, ModelHead>> versions = new HashMap<>();
    private @Nullable TrainingStatus training;
    private long version;
    private long trainingVersion;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        if (key.equals(TrainingStatus.KEY)) {
            training = value == null ? null : trainings.read(value);
            trainingVersion++;
            return;
        }
        for (String name : NAMES) {
            if (key.equals(name)) {
                champion(name, value);
            } else if (key.equals(ModelDrift.key(name))) {
                drift(name, value);
            } else if (key.startsWith(ModelRecord.versionKey(name, ""))) {
                kept(name, key.substring(name.length() + 1), value);
            }
        }
    }

    private void champion(String name, byte @Nullable [] value) {
        if (value == null) {
            champions.remove(name);
        } else {
            champions.put(name, heads.read(value));
        }
        version++;
    }

    private void drift(String name, byte @Nullable [] value) {
        if (value == null) {
            drift.remove(name);
        } else {
            drift.put(name, drifts.read(value));
        }
        version++;
    }

    private void kept(String name, String id, byte @Nullable [] value) {
        NavigableMap<String, ModelHead> kept = versions.computeIfAbsent(name, any -> new TreeMap<>());
        if (value == null) {
            kept.remove(id);
        } else {
            kept.put(id, heads.read(value));
            if (kept.size() > VERSIONS) {
                kept.pollFirstEntry();
            }
        }
        version++;
    }

    /** The model that scores. */
    @Nullable
    ModelHead champion(String name) {
        return champions.get(name);
    }

    /** How far today's customers are from those it learned from. */
    @Nullable
    ModelDrift drift(String name) {
        return drift.get(name);
    }

    /** Kept versions, newest first. */
    List<ModelHead> versions(String name) {
        NavigableMap<String, ModelHead> kept = versions.get(name);
        return kept == null ? List.of() : List.copyOf(kept.descendingMap().values());
    }

    /** The newest training run; null before the first. */
    @Nullable
    TrainingStatus training() {
        return training;
    }

    /** Why there is no such model, in words; null when there is one. */
    public @Nullable String reason(String name) {
        if (champions.containsKey(name)) {
            return null;
        }
        TrainingStatus status = training;
        if (status != null) {
            for (TrainingStatus.ModelOutcome outcome : status.outcomes()) {
                if (outcome.name().equals(name)) {
                    return outcome.sentence();
                }
            }
        }
        return status != null && status.state().equals("running")
                ? "The model is being trained."
                : "No model has been trained yet.";
    }

    /** The clusters of the model that scores, best first; none before the first model. */
    public List<ModelCard.ClusterCard> clusters() {
        ModelHead head = champions.get(ModelRecord.CLUSTERS);
        return head == null ? List.of() : head.card().clusters();
    }

    /** Words for a feature of a model that scores; null for one that no card describes. */
    public @Nullable String description(String feature) {
        for (ModelHead head : champions.values()) {
            for (ModelCard.FeatureCard card : head.card().features()) {
                if (card.name().equals(feature)) {
                    return card.description();
                }
            }
        }
        return null;
    }

    /** Version of the model that scores; null while there is none. */
    public @Nullable String scoring(String name) {
        ModelHead head = champions.get(name);
        return head == null ? null : head.version();
    }

    /** Differs after every change of a model or its drift. */
    long modelsVersion() {
        return version;
    }

    /** Differs after every change of the training. */
    long trainingVersion() {
        return trainingVersion;
    }

    /** Differs after every change. */
    public long version() {
        return version + trainingVersion;
    }
}
