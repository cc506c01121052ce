package io.tillstream.query.runtime;

import io.tillstream.query.projection.ProjectionSettings;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jboss.logging.Logger;

/** Brings the database's tables up to date, as soon as there is a database. */
@Singleton
class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final ProjectionSettings settings;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean told;

    Migrations(ProjectionSettings settings) {
        this.settings = settings;
    }

    /** Released when the tables are there. */
    CountDownLatch done() {
        return done;
    }

    boolean areDone() {
        return done.getCount() == 0;
    }

    void start() {
        Thread.ofPlatform().name("migrations").daemon().start(this::run);
    }

    void close() {
        closing.countDown();
    }

    private void run() {
        long pauseMillis = 250;
        try {
            do {
                if (migrate()) {
                    done.countDown();
                    return;
                }
                pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
            } while (!closing.await(pauseMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean migrate() {
        try {
            Flyway.configure()
                    .dataSource(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
                    .schemas("tillstream")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return true;
        } catch (FlywaySqlException e) {
            if (!told) {
                told = true;
                LOG.infof(
                        "waiting for the database: %s",
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            return false;
        } catch (FlywayException e) {
            LOG.errorf("the tables cannot be brought up to date: %s", e.getMessage());
            return false;
        }
    }
}
