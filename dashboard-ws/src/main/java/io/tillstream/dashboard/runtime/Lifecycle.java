package io.tillstream.dashboard.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.dashboard.feed.FeedLoop;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.status.Link;
import io.tillstream.dashboard.status.Vitals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Starts the two threads with the service and ends them with it; registers the metrics. */
@Singleton
final class Lifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FeedLoop feed;
    private final KafkaWatch watch;
    private final EngineWatch engine;
    private final Thread engineThread;
    private final Thread feedThread;
    private final Thread watchThread;
    private final Tracing tracing;

    Lifecycle(
            DashboardConfig config,
            FeedLoop feed,
            ChannelHub hub,
            Link link,
            Vitals vitals,
            Tracing tracing,
            MeterRegistry metrics) {
        this.feed = feed;
        this.tracing = tracing;
        this.watch = new KafkaWatch(config, link, feed, hub);
        this.engine = new EngineWatch(config.analytics().url(), vitals);
        this.engineThread = Thread.ofPlatform().name("watch-engine").daemon().unstarted(engine);
        this.feedThread = Thread.ofPlatform().name("read-topics").unstarted(feed);
        this.watchThread = Thread.ofPlatform().name("watch-kafka").daemon().unstarted(watch);
        Gauge.builder("tillstream.dashboard.clients", hub, ChannelHub::clients)
                .description("open WebSockets")
                .register(metrics);
        FunctionCounter.builder("tillstream.dashboard.records", feed, FeedLoop::recordsRead)
                .description("records read from the public topics")
                .register(metrics);
        FunctionCounter.builder("tillstream.dashboard.records.skipped", feed, FeedLoop::recordsSkipped)
                .description("records that were not what their topic promises")
                .register(metrics);
        Gauge.builder("tillstream.dashboard.caught.up", link, state -> state.caughtUp() ? 1 : 0)
                .description("1 when the history has been read")
                .register(metrics);
        Gauge.builder("tillstream.dashboard.connected", link, state -> state.connected() ? 1 : 0)
                .description("1 while Kafka answers")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        watchThread.start();
        engineThread.start();
        feedThread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        feed.stop();
        watch.stop();
        engine.stop();
        feedThread.join(PATIENCE);
        watchThread.join(PATIENCE);
        engineThread.join(PATIENCE);
        tracing.close();
    }
}
