package io.tillstream.ingest.runtime;

import io.tillstream.ingest.keys.WriteKeys;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when somebody may send: there is at least one write key. */
@Readiness
@Singleton
final class WriteKeysReadiness implements HealthCheck {

    private final WriteKeys keys;

    WriteKeysReadiness(WriteKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("write-keys")
                .status(keys.areConfigured())
                .withData("setting", "tillstream.ingest.write-keys-file")
                .build();
    }
}
