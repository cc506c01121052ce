package io.tillstream.query.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads models, how training goes, and drift. */
@ApplicationScoped
public class ModelTables {

    /** All models of the product, in the order they are told in. */
    static final List<String> NAMES =
            List.of(ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE, ModelRecord.CLUSTERS);

    private static final String MODEL = "SELECT m.name, m.version, m.kind, m.trained_at, m.promoted_at, m.promoted_by,"
            + " m.pinned, m.card::text AS card, m.body_bytes,";
    private static final TypeReference<List<TrainingStatus.ModelOutcome>> OUTCOMES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> SHIFTS = new TypeReference<>() {};

    private final Database database;
    private final ObjectMapper mapper;

    ModelTables(Database database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Whether there is a champion of a name, and why not. */
    public Uni<ModelState> state(String name) {
        return Uni.combine().all().unis(champions(), training()).with((champions, training) -> champions.stream()
                .filter(champion -> champion.name().equals(name))
                .findFirst()
                .map(champion -> new ModelState(true, null, champion.version(), champion.trainedAt(), champion.card()))
                .orElseGet(() -> ModelState.missing(whyMissing(name, training))));
    }

    /** All models, those without a champion too. */
    Uni<List<Models.Summary>> summaries() {
        return Uni.combine()
                .all()
                .unis(champions(), training(), drifts())
                .with((champions, training, drifts) -> NAMES.stream()
                        .map(name -> summary(name, find(champions, name), training, drifts))
                        .toList());
    }

    Uni<Models.Detail> detail(String name) {
        known(name);
        return Uni.combine().all().unis(champions(), training(), drifts()).with((champions, training, drifts) -> {
            Models.Champion champion = find(champions, name);
            return new Models.Detail(
                    summary(name, champion, training, drifts), champion == null ? null : champion.card());
        });
    }

    /** Kept versions, newest first. */
    Uni<List<Models.Version>> versions(String name) {
        known(name);
        Sql sql = Sql.of(
                MODEL + " EXISTS (SELECT 1 FROM models c WHERE c.record_key = m.name AND c.version = m.version)"
                        + " AS champion FROM models m WHERE m.name = ? AND NOT m.champion ORDER BY m.version DESC",
                name);
        return database.list(sql, Models.Champion::of)
                .map(found -> found.stream().map(ModelTables::version).toList());
    }

    private static Models.Version version(Models.Champion model) {
        ModelCard card = model.card();
        return new Models.Version(
                model.version(),
                model.champion(),
                model.kind(),
                model.trainedAt(),
                card.summary(),
                card.snapshots(),
                card.holdout(),
                model.bytes(),
                card.metrics());
    }

    /** How the newest run is going. */
    public Uni<Models.Training> training() {
        Sql sql = Sql.of("SELECT run_id, state, trigger, requested_by, started_at, finished_at, step, progress,"
                + " outcomes::text AS outcomes FROM training_status");
        return database.list(sql, this::training).map(rows -> rows.isEmpty() ? Models.Training.NONE : rows.getFirst());
    }

    private Models.Training training(Row row) {
        return new Models.Training(
                row.getString("run_id"),
                row.getString("state"),
                row.getString("trigger"),
                row.getString("requested_by"),
                Rows.instant(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"),
                row.getString("step"),
                row.getDouble("progress"),
                read(row.getString("outcomes"), OUTCOMES));
    }

    private Uni<List<Models.Champion>> champions() {
        return database.list(Sql.of(MODEL + " m.champion FROM models m WHERE m.champion"), Models.Champion::of);
    }

    private Uni<List<ModelDrift>> drifts() {
        Sql sql = Sql.of("SELECT name, version, at, customers, feature_shift::text AS feature_shift, score_shift,"
                + " drifted, sentence FROM model_drift");
        return database.list(
                sql,
                row -> new ModelDrift(
                        row.getString("name"),
                        row.getString("version"),
                        Rows.instant(row, "at"),
                        Rows.number(row, "customers"),
                        read(row.getString("feature_shift"), SHIFTS),
                        row.getDouble("score_shift"),
                        row.getBoolean("drifted"),
                        row.getString("sentence")));
    }

    private static Models.Summary summary(
            String name, Models.@Nullable Champion champion, Models.Training training, List<ModelDrift> drifts) {
        TrainingStatus.ModelOutcome outcome = training.outcomes().stream()
                .filter(of -> of.name().equals(name))
                .findFirst()
                .orElse(null);
        if (champion == null) {
            return new Models.Summary(
                    name,
                    false,
                    whyMissing(name, training),
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    Map.of(),
                    null,
                    outcome);
        }
        ModelCard card = champion.card();
        ModelDrift drift =
                drifts.stream().filter(of -> of.name().equals(name)).findFirst().orElse(null);
        return new Models.Summary(
                name,
                true,
                null,
                champion.version(),
                champion.kind(),
                champion.trainedAt(),
                champion.promotedAt(),
                champion.promotedBy(),
                champion.pinned(),
                card.summary(),
                card.snapshots(),
                card.holdout(),
                card.baseRate(),
                card.metrics(),
                card.baselines(),
                drift,
                outcome);
    }

    private static String whyMissing(String name, Models.Training training) {
        for (TrainingStatus.ModelOutcome outcome : training.outcomes()) {
            if (outcome.name().equals(name)) {
                return outcome.sentence();
            }
        }
        return training.state().equals("running")
                ? "The first model is being trained: " + training.step() + "."
                : "No model has been trained yet.";
    }

    private static Models.@Nullable Champion find(List<Models.Champion> champions, String name) {
        return champions.stream()
                .filter(champion -> champion.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Refuses a name that no model has. */
    static void known(String name) {
        if (!NAMES.contains(name)) {
            throw Problem.notFound("model");
        }
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the models holds JSON that cannot be read", e);
        }
    }
}
