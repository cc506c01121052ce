package io.tillstream.ingest.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.tillstream.ingest.imports.job.ImportQueue;
import io.tillstream.ingest.imports.job.ImportSettings;
import io.tillstream.ingest.imports.job.ImportStore;
import io.tillstream.ingest.imports.mapping.MappingLog;
import io.tillstream.ingest.imports.mapping.MappingStore;
import io.tillstream.ingest.imports.mapping.MappingTable;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaLink;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;

/** Builds the parts of file imports from their configuration. */
@ApplicationScoped
final class ImportBeans {

    @Produces
    @Singleton
    ImportSettings importSettings(ImportConfig config) {
        return new ImportSettings(
                config.dataDir().resolve("imports").toAbsolutePath(),
                config.ingest().maxImportBytes(),
                config.ingest().maxImportRows(),
                config.ingest().localFiles(),
                ZoneId.of(config.zone()).normalized(),
                config.currency());
    }

    @Produces
    @Singleton
    ImportStore importStore(ImportSettings settings) {
        return new ImportStore(settings.folder());
    }

    @Produces
    @Singleton
    MappingTable mappingTable() {
        return new MappingTable();
    }

    @Produces
    @Singleton
    MappingStore mappingStore(IngestConfig config, KafkaLink link, MappingTable table) {
        MappingLog log = new MappingLog(
                KafkaSettings.mappings(config.kafka()), KafkaSettings.admin(config.kafka()), link, table);
        return new MappingStore(table, log);
    }

    @Produces
    @Singleton
    ImportQueue importQueue(ImportSettings settings, ImportStore store, EventPublisher publisher, Clock clock)
            throws IOException {
        return new ImportQueue(settings, store, publisher, clock);
    }

    /** Runs before the connection to Kafka is closed, so that an import in the middle is marked, not failed. */
    void close(@Observes @Priority(1) ShutdownEvent event, ImportQueue queue) {
        queue.close();
    }
}
