package io.tillstream.ingest.imports.job;

import io.tillstream.ingest.imports.clean.CleaningReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client sees of an import.
 *
 * @param id its id
 * @param file the file's own name
 * @param state where it stands
 * @param dryRun whether events are only counted, not sent
 * @param createdAt when it was asked for
 * @param startedAt when it left the queue
 * @param finishedAt when it reached a final state
 * @param progress how far it is
 * @param problem why it failed, else null
 * @param report what cleaning did; only at the end
 */
public record ImportStatus(
        String id,
        String file,
        ImportState state,
        boolean dryRun,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        @Nullable Problem problem,
        @Nullable CleaningReport report) {

    /**
     * How far an import is.
     *
     * @param rows rows read
     * @param bytes bytes of the file read, before decompression
     * @param totalBytes size of the file
     * @param percent of the whole work, 0 to 100; reading is the first 60
     * @param rowsPerSecond rows read per second of running
     * @param eventsAcknowledged events that Kafka has
     */
    public record Progress(
            long rows, long bytes, long totalBytes, int percent, long rowsPerSecond, long eventsAcknowledged) {}

    /**
     * Why an import failed.
     *
     * @param code stable, for programs, for example {@code truncated}
     * @param detail for people: what is wrong and what would be right
     */
    public record Problem(String code, String detail) {}

    /** The same without the report, for lists. */
    public ImportStatus withoutReport() {
        return new ImportStatus(id, file, state, dryRun, createdAt, startedAt, finishedAt, progress, problem, null);
    }

    /** The same import, stopped with the service. */
    ImportStatus interrupted(Instant at) {
        return new ImportStatus(
                id,
                file,
                ImportState.INTERRUPTED,
                dryRun,
                createdAt,
                startedAt,
                at,
                progress,
                new Problem("interrupted", "the service stopped; import the file again, nothing counts twice"),
                null);
    }
}
