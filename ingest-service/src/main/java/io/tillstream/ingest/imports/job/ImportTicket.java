package io.tillstream.ingest.imports.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What is needed to go on with an import that was stopped in the middle; kept on disk until it ends.
 *
 * @param id the import's
 * @param name what the sender calls the file
 * @param file where it is
 * @param ownsFile whether it is to be removed in the end
 * @param bytes its size
 * @param modifiedMillis when it was changed last, since 1970; a file that was changed meanwhile gives other events
 * @param createdAt when the import was asked for, by which events of the future are told
 * @param values options by name
 * @param mapping column names and the fields that they hold
 * @param settings the zone and currency, which the events depend on
 * @param sent events from the beginning that Kafka has for certain. The same file gives the same events in the same order, so they need not be sent again.
 */
record ImportTicket(
        String id,
        String name,
        Path file,
        boolean ownsFile,
        long bytes,
        long modifiedMillis,
        Instant createdAt,
        Map<String, String> values,
        Map<String, String> mapping,
        String settings,
        long sent) {

    /** The same, further on. */
    ImportTicket after(long events) {
        return new ImportTicket(
                id, name, file, ownsFile, bytes, modifiedMillis, createdAt, values, mapping, settings, events);
    }
}
