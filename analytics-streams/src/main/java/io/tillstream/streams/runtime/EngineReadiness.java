package io.tillstream.streams.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready while the stream runs; else says in words what it waits for. */
@Readiness
@ApplicationScoped
public class EngineReadiness implements HealthCheck {

    private final Engine engine;

    /** Watches the engine. */
    public EngineReadiness(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        KafkaStreams.State state = engine.state();
        RestoreProgress restore = engine.restore();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("stream")
                .status(state == KafkaStreams.State.RUNNING)
                .withData("state", words(state, restore))
                .withData("generation", engine.generation().number());
        KafkaStreams streams = engine.streams();
        if (streams != null) {
            answer.withData(
                    "tasks",
                    streams.metadataForLocalThreads().stream()
                            .mapToLong(thread -> thread.activeTasks().size())
                            .sum());
        }
        if (restore.isRestoring()) {
            answer.withData("restoring_partitions", restore.openPartitions())
                    .withData("restoring_percent", percent(restore));
        }
        return answer.build();
    }

    /** What the engine does, for people. */
    static String words(KafkaStreams.@Nullable State state, RestoreProgress restore) {
        if (state == null) {
            return "waiting for Kafka";
        }
        return switch (state) {
            case RUNNING -> "running";
            case CREATED -> "starting";
            case REBALANCING ->
                restore.isRestoring() ? "restoring " + percent(restore) + " %" : "waiting for its partitions";
            case PENDING_SHUTDOWN, NOT_RUNNING -> "stopping";
            case PENDING_ERROR, ERROR -> "failed, starting anew";
        };
    }

    /** Whole per cent; 100 is said only when all is there. */
    private static long percent(RestoreProgress restore) {
        return Math.min(99, (long) (100 * restore.ratio()));
    }
}
