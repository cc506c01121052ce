package io.tillstream.ingest.runtime;

import io.tillstream.ingest.events.OpenRequests;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready from the first moment of the end. */
@Singleton
@Readiness
final class EndReadiness implements HealthCheck {

    private final OpenRequests requests;

    EndReadiness(OpenRequests requests) {
        this.requests = requests;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("not-ending")
                .status(requests.isReady())
                .build();
    }
}
