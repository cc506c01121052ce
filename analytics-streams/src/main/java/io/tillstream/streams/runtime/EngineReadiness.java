package io.tillstream.streams.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stream runs; says its state otherwise. */
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
        return HealthCheckResponse.named("stream")
                .status(state == KafkaStreams.State.RUNNING)
                .withData("state", state == null ? "waiting for Kafka" : state.name())
                .build();
    }
}
