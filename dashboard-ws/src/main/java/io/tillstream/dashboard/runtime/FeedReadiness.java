package io.tillstream.dashboard.runtime;

import io.tillstream.dashboard.status.Link;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Kafka answers and the history has been read once. */
@Readiness
@Singleton
final class FeedReadiness implements HealthCheck {

    private final Link link;

    FeedReadiness(Link link) {
        this.link = link;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("figures")
                .status(link.connected() && link.caughtUp())
                .withData("state", state())
                .withData("kafka_connected", link.connected())
                .withData("caught_up", link.caughtUp())
                .withData("progress_percent", Math.round(100 * link.progressRatio()))
                .build();
    }

    private String state() {
        if (!link.connected()) {
            return "waiting for Kafka";
        }
        return link.caughtUp()
                ? "live"
                : "reading history " + Math.min(99, Math.round(100 * link.progressRatio())) + " %";
    }
}
