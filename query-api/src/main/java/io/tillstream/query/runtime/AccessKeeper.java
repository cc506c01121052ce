package io.tillstream.query.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.query.access.AccessSettings;
import io.tillstream.query.access.AccessUpkeep;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The thread that makes the first keys and the first link as soon as there is a database, and looks after them from then on. */
@Singleton
class AccessKeeper {

    private static final Logger LOG = Logger.getLogger(AccessKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final AccessUpkeep upkeep;
    private final AccessSettings settings;
    private final Migrations migrations;
    private final Thread thread = Thread.ofPlatform().name("access").daemon().unstarted(this::run);
    private boolean told;

    AccessKeeper(AccessUpkeep upkeep, AccessSettings settings, Migrations migrations) {
        this.upkeep = upkeep;
        this.settings = settings;
        this.migrations = migrations;
    }

    void onStart(@Observes StartupEvent started) {
        if (settings.open()) {
            LOG.warn("tillstream.access.mode=open: whoever reaches this port may do everything");
        }
        thread.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    private void run() {
        try {
            migrations.done().await();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(attempt() ? PAUSE : PAUSE_AFTER_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            upkeep.run();
            told = false;
            return true;
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!told) {
                told = true;
                LOG.warnf("keys and links of access cannot be looked after: %s", e.getMessage());
            }
            return false;
        }
    }
}
