package io.tillstream.query.runtime;

import io.tillstream.query.access.AccessSettings;
import io.tillstream.query.access.AccessUpkeep;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when people can sign in: there is a key that signs tokens, and an administrator or a link to become one. */
@Readiness
@ApplicationScoped
class AccessReady implements HealthCheck {

    private final AccessUpkeep upkeep;
    private final AccessSettings settings;

    AccessReady(AccessUpkeep upkeep, AccessSettings settings) {
        this.upkeep = upkeep;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("access")
                .status(upkeep.isReady())
                .withData("mode", settings.open() ? "open" : "required")
                .build();
    }
}
