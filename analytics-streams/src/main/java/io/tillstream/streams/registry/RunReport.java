package io.tillstream.streams.registry;

import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.output.TrainingStatus.ModelOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Says once a second how a run goes, so that whoever waits sees it alive, also while a step takes long. Within a step, progress creeps towards its end. */
final class RunReport implements AutoCloseable {

    private static final double CREEP = 0.08;

    private final TrainingRun run;
    private final Instant startedAt;
    private final Registry registry;
    private final Map<String, ModelOutcome> outcomes = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("training-report").daemon().factory());
    private String step = "starting";
    private double progress;
    private double stepEnd;
    private boolean ended;

    RunReport(TrainingRun run, @Nullable TrainingStatus before, Registry registry, Clock clock) {
        this.run = run;
        this.registry = registry;
        startedAt = clock.instant();
        if (before != null) {
            before.outcomes().forEach(outcome -> outcomes.put(outcome.name(), outcome));
        }
        registry.publish(status("running", null));
        ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** A step begins that will have brought the run to a share of its work. */
    synchronized void step(String words, double end) {
        step = words;
        progress = Math.max(progress, stepEnd);
        stepEnd = end;
    }

    /** How far the run is. */
    synchronized void progress(double now) {
        progress = Math.max(progress, Math.min(now, stepEnd));
    }

    /** What became of a model. */
    synchronized void outcome(ModelOutcome outcome) {
        outcomes.put(outcome.name(), outcome);
    }

    /** Says the end. */
    synchronized void end(String state, String words, Instant at) {
        ended = true;
        step = words;
        progress = state.equals("finished") ? 1 : progress;
        registry.publish(status(state, at));
    }

    private synchronized void tick() {
        if (ended) {
            return;
        }
        progress += (stepEnd - progress) * CREEP;
        try {
            registry.publish(status("running", null));
        } catch (KafkaException | IllegalStateException e) {
            // the run's own next word meets the same and ends it
            ended = true;
        }
    }

    private TrainingStatus status(String state, @Nullable Instant finishedAt) {
        return new TrainingStatus(
                run.id(),
                state,
                run.trigger(),
                run.by(),
                startedAt,
                finishedAt,
                step,
                Math.round(progress * 1000) / 1000.0,
                outcomes.values().stream().toList());
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
