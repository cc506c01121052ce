package io.tillstream.streams.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.bundles.BasketWindow;
import io.tillstream.streams.bundles.BundleJob;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Runs the mining of bundles in a thread of its own, behind all others, while this process leads. */
@ApplicationScoped
public class BundleRunner {

    private static final long CLOSE_MILLIS = 3_000;

    private final boolean enabled;
    private final BundleJob job;
    private final Thread thread;

    /** Takes its settings; nothing runs before the application starts. */
    public BundleRunner(
            EngineConfig config, BundleConfig bundles, Engine engine, JobLeadership leadership, Clock clock) {
        enabled = bundles.enabled();
        job = new BundleJob(
                new BundleJob.Settings(
                        config.kafka(),
                        engine.generation(),
                        new BusinessTime(config.zone()),
                        config.currency(),
                        BasketWindow.Settings.of(bundles.windowDays(), bundles.mostBaskets()),
                        bundles.interval()),
                leadership::isLeader,
                clock);
        thread = Thread.ofPlatform()
                .name("bundles")
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
        thread.interrupt();
        thread.join(CLOSE_MILLIS);
    }
}
