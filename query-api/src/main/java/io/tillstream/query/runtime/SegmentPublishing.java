package io.tillstream.query.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.query.customsegments.SegmentPublisher;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The thread that tells the log of custom segments: at once after a change, and every few seconds what it could not be told. */
@Singleton
class SegmentPublishing {

    private static final Logger LOG = Logger.getLogger(SegmentPublishing.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final SegmentPublisher publisher;
    private final Migrations migrations;
    private final Thread thread =
            Thread.ofPlatform().name("custom-segments").daemon().unstarted(this::run);
    private boolean told;

    SegmentPublishing(SegmentPublisher publisher, Migrations migrations) {
        this.publisher = publisher;
        this.migrations = migrations;
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
            boolean begun = false;
            while (!Thread.currentThread().isInterrupted()) {
                begun = attempt(begun);
                publisher.awaitWork(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(boolean begun) throws InterruptedException {
        boolean forgotten = begun;
        try {
            if (!begun) {
                publisher.forgetPublished();
                forgotten = true;
            }
            publisher.publish();
            told = false;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!told) {
                told = true;
                LOG.warnf("custom segments cannot be told to the log yet and wait in the database: %s", e.getMessage());
            }
        }
        return forgotten;
    }
}
