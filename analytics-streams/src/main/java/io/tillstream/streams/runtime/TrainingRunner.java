package io.tillstream.streams.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.registry.Trainer;
import io.tillstream.streams.registry.TrainerLoop;
import io.tillstream.streams.registry.TrainerSettings;
import io.tillstream.streams.registry.TrainingRun;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Runs the training of models in a thread of its own, behind all others; or, as a process of its own, once. */
@ApplicationScoped
public class TrainingRunner {

    private static final Logger LOG = Logger.getLogger(TrainingRunner.class);
    private static final long CLOSE_MILLIS = 3_000;

    private final TrainingConfig training;
    private final TrainerSettings settings;
    private final Clock clock;
    private final TrainerLoop loop;
    private final Thread thread;

    /** Takes its settings; nothing runs before the application starts. */
    public TrainingRunner(
            EngineConfig config, TrainingConfig training, Engine engine, JobLeadership leadership, Clock clock) {
        this.training = training;
        this.clock = clock;
        settings = new TrainerSettings(
                config.kafka(),
                engine.generation(),
                new BusinessTime(config.zone()),
                config.currency(),
                training.customers(),
                training.horizonDays(),
                training.clusters(),
                training.hour(),
                training.atStart(),
                training.driftEvery(),
                training.quiet(),
                training.patience());
        loop = new TrainerLoop(settings, clock, leadership.commands());
        thread = Thread.ofPlatform()
                .name("training")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .unstarted(training.once() ? this::trainOnce : loop);
    }

    void onStart(@Observes StartupEvent event) {
        if (training.enabled() || training.once()) {
            thread.start();
        }
    }

    private void trainOnce() {
        boolean whole = false;
        try {
            whole = new Trainer(settings, clock, () -> true)
                    .train(new TrainingRun(
                            UUID.randomUUID().toString(),
                            "schedule",
                            null,
                            training.model().orElse(null)));
        } catch (KafkaException e) {
            LOG.errorf("training once failed: %s", e.getMessage());
        }
        Quarkus.asyncExit(whole ? 0 : 1);
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        loop.stop();
        if (Thread.currentThread() != thread) {
            thread.interrupt();
            thread.join(CLOSE_MILLIS);
        }
    }
}
