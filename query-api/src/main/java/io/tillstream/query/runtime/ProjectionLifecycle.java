package io.tillstream.query.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.query.projection.Projection;
import io.tillstream.query.projection.ProjectionProgress;
import io.tillstream.query.projection.ProjectionSettings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Starts and ends the projection with the service, and measures it. */
@Singleton
class ProjectionLifecycle {

    private final Migrations migrations;
    private final Projection projection;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Tracing tracing;

    ProjectionLifecycle(
            Migrations migrations, ProjectionSettings settings, MeterRegistry registry, Clock clock, Tracing tracing) {
        this.migrations = migrations;
        this.registry = registry;
        this.clock = clock;
        this.tracing = tracing;
        this.projection = new Projection(settings, migrations.done(), tracing);
    }

    @Produces
    @Singleton
    Projection projection() {
        return projection;
    }

    void onStart(@Observes StartupEvent started) {
        measure(projection.progress());
        migrations.start();
        projection.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        migrations.close();
        projection.close();
        tracing.close();
    }

    private void measure(ProjectionProgress progress) {
        Timer latency = Timer.builder("tillstream.projection.latency")
                .description("From a record's append to the log to its row: the newest record of each batch")
                .publishPercentileHistogram()
                .serviceLevelObjectives(Duration.ofSeconds(1))
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        progress.onWritten(appendedAt -> {
            Duration age = Duration.between(appendedAt, clock.instant());
            latency.record(age.isNegative() ? Duration.ZERO : age);
        });
        for (String topic : projection.topics()) {
            Gauge.builder("tillstream.projection.lag.records", () -> progress.lag(topic))
                    .description("Records of the log that are not yet in the tables")
                    .tag("topic", topic)
                    .register(registry);
            FunctionCounter.builder("tillstream.projection.records", progress, p -> p.projected(topic))
                    .description("Records written to the tables since the start")
                    .tag("topic", topic)
                    .register(registry);
        }
        FunctionCounter.builder("tillstream.projection.refused", progress, ProjectionProgress::refused)
                .description("Records skipped since the start, because they cannot become a row")
                .register(registry);
        Gauge.builder("tillstream.projection.delay.seconds", () -> delaySeconds(progress))
                .description(
                        "Age of the newest projected record of the topic that is furthest behind; 0 when none is behind")
                .register(registry);
    }

    private double delaySeconds(ProjectionProgress progress) {
        Instant now = clock.instant();
        return progress.positions().values().stream()
                .filter(position -> position.lag() > 0 && position.appendedAt() != null)
                .mapToDouble(
                        position -> Duration.between(position.appendedAt(), now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }
}
