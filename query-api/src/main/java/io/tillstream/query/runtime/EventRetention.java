package io.tillstream.query.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.query.projection.EventPartitions;
import io.tillstream.query.projection.ProjectionSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Once an hour drops the months of raw events that are older than the configured days. Orders and all counted numbers stay. */
@Singleton
class EventRetention {

    private static final Logger LOG = Logger.getLogger(EventRetention.class);

    private final int days;
    private final Migrations migrations;
    private final Clock clock;
    private final EventPartitions partitions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("event-retention").daemon().unstarted(task));

    EventRetention(
            @ConfigProperty(name = "tillstream.query.events-retention-days") int days,
            ProjectionSettings settings,
            Migrations migrations,
            Clock clock) {
        this.days = days;
        this.migrations = migrations;
        this.clock = clock;
        this.partitions = new EventPartitions(settings);
    }

    void onStart(@Observes StartupEvent started) {
        if (days > 0) {
            timer.scheduleWithFixedDelay(this::drop, 1, 60, TimeUnit.MINUTES);
        }
    }

    void onStop(@Observes ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    private void drop() {
        if (!migrations.areDone()) {
            return;
        }
        try {
            int dropped = partitions.dropBefore(clock.instant().minus(Duration.ofDays(days)));
            if (dropped > 0) {
                LOG.infof("dropped %d months of raw events older than %d days", dropped, days);
            }
        } catch (SQLException e) {
            LOG.warnf("old raw events could not be dropped: %s", e.getMessage());
        }
    }
}
