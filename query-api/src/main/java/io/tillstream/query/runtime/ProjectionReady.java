package io.tillstream.query.runtime;

import io.tillstream.query.projection.Projection;
import io.tillstream.query.projection.ProjectionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how far the tables are behind the log. Stored answers are readable all the same, so this is never a reason to take the service away. */
@Readiness
@ApplicationScoped
class ProjectionReady implements HealthCheck {

    private final Projection projection;

    ProjectionReady(Projection projection) {
        this.projection = projection;
    }

    @Override
    public HealthCheckResponse call() {
        ProjectionProgress progress = projection.progress();
        long lag = projection.topics().stream().mapToLong(progress::lag).sum();
        boolean following = !progress.positions().isEmpty();
        return HealthCheckResponse.named("projection")
                .up()
                .withData(
                        "state",
                        !following ? "not following the log" : lag == 0 ? "caught up" : lag + " records behind")
                .withData("lag_records", lag)
                .withData("refused", progress.refused())
                .build();
    }
}
