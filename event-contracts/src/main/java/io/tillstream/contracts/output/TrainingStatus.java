package io.tillstream.contracts.output;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the newest training run is going; on {@code analytics.models.v1} under {@link #KEY}.
 *
 * @param runId id of the run
 * @param state {@code running}, {@code finished} or {@code failed}
 * @param trigger {@code schedule}, {@code start} (there was no model yet) or {@code request}
 * @param by who asked for it; null unless requested
 * @param startedAt when
 * @param finishedAt when; null while running
 * @param step what is being done, in words
 * @param progress 0 to 1
 * @param outcomes what became of each model so far; a model that this run did not touch keeps its last outcome
 */
public record TrainingStatus(
        String runId,
        String state,
        String trigger,
        @Nullable String by,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String step,
        double progress,
        List<ModelOutcome> outcomes) {

    /** Key on the models topic. */
    public static final String KEY = "training";

    /**
     * What became of one model.
     *
     * @param name the model's
     * @param outcome {@code promoted}, {@code kept} (the champion is better, or pinned), {@code too_little_data}, {@code failed}
     * @param version the version trained; null when none came about
     * @param sentence why, in words, with figures
     */
    public record ModelOutcome(
            String name, String outcome, @Nullable String version, String sentence) {}
}
