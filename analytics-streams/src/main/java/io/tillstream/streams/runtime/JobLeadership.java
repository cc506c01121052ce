package io.tillstream.streams.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.registry.CommandFollower;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Says whether this process does the jobs that only one may do: training, mining, forecasting. Of all engines the one that owns the partition of model
 * commands does; it stands for election once its stream has run.
 */
@ApplicationScoped
public class JobLeadership {

    private static final long LOOK_MILLIS = 200;

    private final Engine engine;
    private final boolean once;
    private final CommandFollower follower;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("job-leadership").daemon().factory());

    /** Takes its settings; nothing runs before the application starts. */
    public JobLeadership(EngineConfig config, TrainingConfig training, Engine engine) {
        this.engine = engine;
        once = training.once();
        follower = new CommandFollower(
                config.kafka(),
                engine.generation().applicationId() + "-jobs",
                engine.generation().topic(TopicCatalogue.MODEL_COMMANDS));
    }

    void onStart(@Observes StartupEvent event) {
        if (!once) {
            thread.schedule(this::join, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void join() {
        if (engine.state() == KafkaStreams.State.RUNNING) {
            follower.run();
        } else {
            thread.schedule(this::join, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        follower.stop();
        thread.shutdown();
        if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    /** Whether the jobs are this process's now. */
    public boolean isLeader() {
        return follower.isLeader();
    }

    /** The commands that came while this process leads. */
    CommandFollower commands() {
        return follower;
    }
}
