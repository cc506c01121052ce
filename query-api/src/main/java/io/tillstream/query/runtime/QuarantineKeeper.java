package io.tillstream.query.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.query.quarantine.QuarantineReplayer;
import io.tillstream.query.quarantine.QuarantineUpkeep;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The thread that replays what is decided to be replayed, at once or as soon as log and database are there, and keeps the table of quarantine within its bounds. */
@Singleton
class QuarantineKeeper {

    private static final Logger LOG = Logger.getLogger(QuarantineKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_UPKEEP = Duration.ofMinutes(1);

    private final QuarantineReplayer replayer;
    private final QuarantineUpkeep upkeep;
    private final Migrations migrations;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().name("quarantine").daemon().unstarted(this::run);
    private Instant nextUpkeep = Instant.MIN;
    private volatile long open;
    private boolean told;

    QuarantineKeeper(
            QuarantineReplayer replayer,
            QuarantineUpkeep upkeep,
            Migrations migrations,
            Clock clock,
            MeterRegistry registry) {
        this.replayer = replayer;
        this.upkeep = upkeep;
        this.migrations = migrations;
        this.clock = clock;
        Gauge.builder("tillstream.quarantine.open", () -> open)
                .description("Records in quarantine about which something is still to be done, once a minute")
                .register(registry);
    }

    void onStart(@Observes StartupEvent started) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    private void run() {
        try {
            migrations.done().await();
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                replayer.awaitWork(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            replayer.replay();
            Instant now = clock.instant();
            if (!now.isBefore(nextUpkeep)) {
                nextUpkeep = now.plus(BETWEEN_UPKEEP);
                upkeep.run();
                open = upkeep.open();
            }
            told = false;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!told) {
                told = true;
                LOG.warnf("records out of quarantine cannot be told to the log yet and wait: %s", e.getMessage());
            }
        }
    }
}
