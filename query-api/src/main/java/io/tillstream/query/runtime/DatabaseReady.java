package io.tillstream.query.runtime;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers and its tables are up to date. Kafka away leaves stored answers readable: see /api/v1/status for that. */
@Readiness
@ApplicationScoped
class DatabaseReady implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;
    private final Migrations migrations;

    DatabaseReady(Pool pool, Migrations migrations) {
        this.pool = pool;
        this.migrations = migrations;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!migrations.areDone()) {
            return Uni.createFrom().item(answer("waiting for the database to be brought up to date", false));
        }
        return pool.query("SELECT 1")
                .execute()
                .map(rows -> answer("reachable", true))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> answer("not reachable", false));
    }

    private static HealthCheckResponse answer(String state, boolean up) {
        return HealthCheckResponse.named("database")
                .withData("state", state)
                .status(up)
                .build();
    }
}
