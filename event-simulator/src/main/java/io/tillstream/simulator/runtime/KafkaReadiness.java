package io.tillstream.simulator.runtime;

import io.tillstream.simulator.engine.Phase;
import io.tillstream.simulator.engine.Simulator;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka answers. */
@Readiness
@Singleton
class KafkaReadiness implements HealthCheck {

    private final Simulator simulator;

    KafkaReadiness(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public HealthCheckResponse call() {
        Phase phase = simulator.phase();
        return HealthCheckResponse.named("kafka")
                .status(simulator.kafkaReady() && phase != Phase.FAILED)
                .withData("phase", phase.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
