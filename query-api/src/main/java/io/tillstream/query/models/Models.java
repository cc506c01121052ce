package io.tillstream.query.models;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of models. */
public final class Models {

    private static final OutputJson<ModelCard> CARD = OutputJson.of(ModelCard.class);

    private Models() {}

    /**
     * One model in short.
     *
     * @param available whether a champion scores
     * @param reason why none does; null when one does
     * @param pinned whether training must leave the champion as it is
     * @param metrics measured on rows after those it learned from
     * @param baselines the same of simpler predictors
     * @param drift how far today's customers are from those it learned from; null before the first look
     * @param lastOutcome what the last training made of this model; null before the first
     */
    public record Summary(
            String name,
            boolean available,
            @Nullable String reason,
            @Nullable String version,
            @Nullable String kind,
            @Nullable Instant trainedAt,
            @Nullable Instant promotedAt,
            @Nullable String promotedBy,
            boolean pinned,
            @Nullable String summary,
            @Nullable Long snapshots,
            @Nullable Long holdout,
            @Nullable Double baseRate,
            Map<String, Double> metrics,
            Map<String, Map<String, Double>> baselines,
            @Nullable ModelDrift drift,
            TrainingStatus.@Nullable ModelOutcome lastOutcome) {}

    /**
     * One model with its card.
     *
     * @param card null when there is no champion
     */
    public record Detail(Summary model, @Nullable ModelCard card) {}

    /**
     * One kept version.
     *
     * @param champion whether it scores
     * @param bytes size of the model itself
     */
    public record Version(
            String version,
            boolean champion,
            String kind,
            Instant trainedAt,
            String summary,
            long snapshots,
            long holdout,
            int bytes,
            Map<String, Double> metrics) {}

    /**
     * How the newest training run is going, as in {@link TrainingStatus}.
     *
     * @param runId null before the first run
     * @param state {@code none}, {@code running}, {@code finished} or {@code failed}
     */
    public record Training(
            @Nullable String runId,
            String state,
            @Nullable String trigger,
            @Nullable String by,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            String step,
            double progress,
            List<TrainingStatus.ModelOutcome> outcomes) {

        static final Training NONE =
                new Training(null, "none", null, null, null, null, "No training has run yet", 0, List.of());
    }

    /** A champion as the table holds it. */
    record Champion(
            String name,
            String version,
            String kind,
            Instant trainedAt,
            @Nullable Instant promotedAt,
            @Nullable String promotedBy,
            boolean pinned,
            ModelCard card,
            int bytes,
            boolean champion) {

        static Champion of(Row row) {
            return new Champion(
                    row.getString("name"),
                    row.getString("version"),
                    row.getString("kind"),
                    Rows.instant(row, "trained_at"),
                    Rows.instantOrNull(row, "promoted_at"),
                    row.getString("promoted_by"),
                    row.getBoolean("pinned"),
                    CARD.read(row.getString("card").getBytes(StandardCharsets.UTF_8)),
                    row.getInteger("body_bytes"),
                    row.getBoolean("champion"));
        }
    }
}
