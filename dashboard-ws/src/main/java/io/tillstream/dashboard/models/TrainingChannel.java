package io.tillstream.dashboard.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code training}: how the newest training run is going, and what became of each model. */
public final class TrainingChannel implements Channel {

    private static final double STEPS = 1e4;

    private final ModelBook book;

    /** Draws from the book. */
    public TrainingChannel(ModelBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "training";
    }

    @Override
    public long version(Instant now) {
        return book.trainingVersion();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        TrainingStatus status = book.training();
        if (status == null) {
            return data.put("state", "never");
        }
        data.put("run_id", status.runId());
        data.put("state", status.state());
        data.put("trigger", status.trigger());
        if (status.by() != null) {
            data.put("by", status.by());
        }
        data.put("started_at", status.startedAt().toString());
        if (status.finishedAt() != null) {
            data.put("finished_at", status.finishedAt().toString());
        }
        data.put("step", status.step());
        data.put("progress", Math.round(status.progress() * STEPS) / STEPS);
        ObjectNode outcomes = data.putObject("outcomes");
        for (TrainingStatus.ModelOutcome outcome : status.outcomes()) {
            ObjectNode row = outcomes.putObject(outcome.name());
            row.put("outcome", outcome.outcome());
            row.put("sentence", outcome.sentence());
            if (outcome.version() != null) {
                row.put("version", outcome.version());
            }
        }
        return data;
    }
}
