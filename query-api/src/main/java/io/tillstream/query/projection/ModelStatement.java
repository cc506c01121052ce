package io.tillstream.query.projection;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.TrainingStatus;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row to be put into a small table, replacing the row of the same key.
 *
 * @param table which
 * @param columns their names, with {@code ::type} where the database cannot tell; the first is the key
 * @param values in the order of the columns
 */
record ModelStatement(String table, List<String> columns, List<@Nullable Object> values) {

    private static final OutputJson<ModelCard> CARD = OutputJson.of(ModelCard.class);

    /** The cut points. */
    static ModelStatement of(RfmCutPoints points) {
        return build("rfm_cut_points")
                .with("name", RfmCutPoints.MODEL_NAME)
                .with("as_of", time(points.asOf()))
                .with("newest_event_at", time(points.newestEventAt()))
                .with("customers", points.customers())
                .with("exact", points.exact())
                .with("last_purchase_at::timestamptz[]", array(points.lastPurchaseAt()))
                .with("orders::bigint[]", array(points.orders()))
                .with("net_micros::bigint[]", array(points.netMicros()))
                .done();
    }

    /** The newest training run. */
    static ModelStatement of(TrainingStatus status) {
        List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
        for (TrainingStatus.ModelOutcome outcome : status.outcomes()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("name", outcome.name());
            fields.put("outcome", outcome.outcome());
            fields.put("version", outcome.version());
            fields.put("sentence", outcome.sentence());
            outcomes.add(fields);
        }
        return build("training_status")
                .with("name", TrainingStatus.KEY)
                .with("run_id", status.runId())
                .with("state", status.state())
                .with("trigger", status.trigger())
                .with("requested_by", status.by())
                .with("started_at", time(status.startedAt()))
                .with("finished_at::timestamptz", status.finishedAt() == null ? null : time(status.finishedAt()))
                .with("step", status.step())
                .with("progress", status.progress())
                .with("outcomes::jsonb", SafeJson.array(outcomes))
                .done();
    }

    /** How far a model's customers have moved. */
    static ModelStatement of(ModelDrift drift) {
        String shift = SafeJson.object(drift.featureShift());
        return build("model_drift")
                .with("name", drift.name())
                .with("version", drift.version())
                .with("at", time(drift.at()))
                .with("customers", drift.customers())
                .with("feature_shift::jsonb", shift == null ? "{}" : shift)
                .with("score_shift", drift.scoreShift())
                .with("drifted", drift.drifted())
                .with("sentence", drift.sentence())
                .done();
    }

    /** A model under its name, or one of its versions. */
    static ModelStatement of(String key, ModelRecord model) {
        return build("models")
                .with("record_key", key)
                .with("name", model.name())
                .with("version", model.version())
                .with("kind", model.kind())
                .with("champion", key.equals(model.name()))
                .with("trained_at", time(model.trainedAt()))
                .with("promoted_at::timestamptz", model.promotedAt() == null ? null : time(model.promotedAt()))
                .with("promoted_by", model.promotedBy())
                .with("pinned", model.pinned())
                .with("card::jsonb", card(model.card()))
                .with("body_bytes", model.body().length() / 4 * 3)
                .done();
    }

    /** As it stands on the topic, but for what PostgreSQL cannot hold. */
    private static String card(ModelCard card) {
        return new String(CARD.write(card), StandardCharsets.UTF_8).replace("\\u0000", "\\ufffd");
    }

    void execute(Connection connection) throws SQLException {
        List<String> names =
                columns.stream().map(column -> column.split("::", 2)[0]).toList();
        String key = names.getFirst();
        String places = columns.stream()
                .map(column -> column.contains("::") ? "?" + column.substring(column.indexOf("::")) : "?")
                .collect(Collectors.joining(", "));
        String updates =
                names.stream().skip(1).map(name -> name + " = EXCLUDED." + name).collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                        + places + ") ON CONFLICT (" + key + ") DO UPDATE SET " + updates)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String array(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Builder build(String table) {
        return new Builder(table);
    }

    private static final class Builder {
        private final String table;
        private final List<String> columns = new ArrayList<>();
        private final List<@Nullable Object> values = new ArrayList<>();

        Builder(String table) {
            this.table = table;
        }

        Builder with(String column, @Nullable Object value) {
            columns.add(column);
            values.add(value instanceof String text ? SafeJson.clean(text) : value);
            return this;
        }

        ModelStatement done() {
            return new ModelStatement(table, columns, values);
        }
    }
}
