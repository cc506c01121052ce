package io.tillstream.ingest.runtime;

import io.tillstream.ingest.publish.EventPublisher;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Kafka answers and has the topics. */
@Readiness
@Singleton
final class KafkaReadiness implements HealthCheck {

    private final EventPublisher publisher;

    KafkaReadiness(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka")
                .status(publisher.isAvailable())
                .build();
    }
}
