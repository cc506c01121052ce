package io.tillstream.streams.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.forecast.ForecastJob;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Runs the forecasting of sales in a thread of its own, behind all others, while this process leads. */
@ApplicationScoped
public class ForecastRunner {

    private static final long CLOSE_MILLIS = 3_000;

    private final boolean enabled;
    private final ForecastJob job;
    private final Thread thread;

    /** Takes its settings; nothing runs before the application starts. */
    public ForecastRunner(
            EngineConfig config, ForecastConfig forecast, Engine engine, JobLeadership leadership, Clock clock) {
        enabled = forecast.enabled();
        job = new ForecastJob(
                new ForecastJob.Settings(
                        config.kafka(), engine.generation(), new BusinessTime(config.zone()), forecast.interval()),
                leadership::isLeader,
                clock);
        thread = Thread.ofPlatform()
                .name("forecast")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .unstarted(job);
    }

    void onStart(@Observes StartupEvent event) {
        if (enabled) {
            thread.start();
        }
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        job.stop();
        thread.join(CLOSE_MILLIS);
    }
}
