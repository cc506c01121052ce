package io.tillstream.ingest.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.follow.TopicLoop;
import io.tillstream.ingest.imports.job.ImportSettings;
import io.tillstream.ingest.imports.mapping.MappingFiles;
import io.tillstream.ingest.imports.mapping.MappingRefusal;
import io.tillstream.ingest.imports.mapping.MappingStore;
import io.tillstream.ingest.imports.mapping.MappingTable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Follows the saved mappings, and takes over those that an earlier version left in files. The service is ready when it has read what was there and the files are taken over.
 */
@Singleton
@Readiness
final class MappingWatch implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(MappingWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MappingTable table;
    private final MappingStore store;
    private final MappingFiles files;
    private final TopicLoop loop;
    private final Thread takingOver =
            Thread.ofPlatform().name("take-over-mappings").daemon().unstarted(this::takeOver);
    private volatile boolean takenOver;

    MappingWatch(IngestConfig config, ImportSettings settings, MappingTable table, MappingStore store) {
        this.table = table;
        this.store = store;
        files = new MappingFiles(settings.folder());
        loop = new TopicLoop(
                TopicCatalogue.IMPORT_MAPPINGS.name(), KafkaSettings.follower(config.kafka(), "mappings"), table);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
        takingOver.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
        takingOver.interrupt();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("import-mappings")
                .status(table.isRead() && takenOver)
                .build();
    }

    private void takeOver() {
        try {
            while (!takenOver) {
                try {
                    files.takeOver(store);
                    takenOver = true;
                } catch (MappingRefusal e) {
                    LOG.debugf("Saved mappings cannot be taken over yet: %s", e.getMessage());
                    Thread.sleep(PAUSE);
                } catch (IOException e) {
                    LOG.warn("Saved mappings of an earlier version cannot be taken over", e);
                    takenOver = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
