package io.tillstream.streams.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.contracts.tracing.TracingSettings;
import io.tillstream.streams.store.CommitPace;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the topology: creates the topics when Kafka can be reached, starts, replaces threads that die, and begins anew should the whole instance fail. The
 * process stays up throughout and says in readiness how it is.
 */
@ApplicationScoped
public class Engine {

    private static final Logger LOG = Logger.getLogger(Engine.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final EngineConfig config;
    /** Whether the process is there for another purpose. */
    private final boolean idle;

    private final EngineMeter meter;
    private final StreamMetrics metrics;
    private final Tracing tracing;
    private final RestoreProgress restore = new RestoreProgress();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("engine-supervisor").daemon().factory());
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean stopping;

    /** Takes its settings; nothing runs before the application starts, nor in a process that trains once. */
    @Inject
    public Engine(EngineConfig config, TrainingConfig training, EngineMeter meter, StreamMetrics metrics) {
        this(config, training.once(), meter, metrics);
    }

    Engine(EngineConfig config, boolean idle, EngineMeter meter, StreamMetrics metrics) {
        this.config = config;
        this.idle = idle;
        this.meter = meter;
        this.metrics = metrics;
        this.tracing = Tracing.of(
                "analytics-streams",
                new TracingSettings(config.traces().endpoint(), config.traces().ratio()));
        metrics.measure(restore);
    }

    void onStart(@Observes StartupEvent event) {
        if (idle) {
            return;
        }
        supervisor.scheduleWithFixedDelay(this::supervise, 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
        supervisor.shutdownNow();
        KafkaStreams running = streams;
        if (running != null) {
            running.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_TIMEOUT));
        }
        tracing.close();
    }

    /** State of the instance, or null before Kafka was first reached. */
    public KafkaStreams.@Nullable State state() {
        KafkaStreams running = streams;
        return running == null ? null : running.state();
    }

    /** The running instance, or null. */
    @Nullable
    KafkaStreams streams() {
        return streams;
    }

    /** How far the local state is read back from Kafka. */
    RestoreProgress restore() {
        return restore;
    }

    private void supervise() {
        KafkaStreams running = streams;
        if (stopping || running != null && running.state() != KafkaStreams.State.ERROR) {
            return;
        }
        if (running != null) {
            LOG.error("the stream failed as a whole; starting it anew");
            running.close(CLOSE_TIMEOUT);
            streams = null;
            restore.reset();
        }
        try {
            createTopics();
            streams = start();
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("Kafka at %s cannot be used yet, trying again: %s", config.bootstrapServers(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        Map<String, Object> admin = config.kafka()
                .client(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
        try (Admin client = Admin.create(admin)) {
            TopicProvisioner.createMissing(client, config.partitions(), generation());
        }
    }

    private KafkaStreams start() {
        Properties properties = EngineProperties.of(config);
        OutputWatch.watch(properties, meter);
        EngineTopology topology = new EngineTopology(
                        properties,
                        new BusinessTime(config.zone()),
                        new EventReader(config.currency()),
                        meter,
                        new CommitPace(
                                config.streams().commitInterval(),
                                config.streams().catchUpCommitInterval()),
                        config.streams().cachedValues())
                .inGeneration(generation())
                .withLoyalty(LoyaltyProgram.of(config.loyalty()))
                .withTracing(tracing);
        KafkaStreams started = new KafkaStreams(topology.build(), properties);
        started.setUncaughtExceptionHandler(failure -> {
            LOG.error("a stream thread failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.setGlobalStateRestoreListener(restore);
        started.setStateListener((now, before) -> LOG.infof("stream is %s, was %s", now, before));
        metrics.measure(started);
        started.start();
        return started;
    }

    /** Which counting of the log this engine makes. */
    Generation generation() {
        return new Generation(config.generation());
    }
}
