package io.tillstream.ingest.imports.job;

import io.tillstream.ingest.imports.clean.CleaningReport;
import io.tillstream.ingest.imports.clean.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One import and how far it is. One thread works on it, any may look at it or cancel it. */
final class ImportJob implements Progress {

    private static final int READING_PERCENT = 60;

    private final String id;
    private final String name;
    private final Path file;
    private final boolean ownsFile;
    private final long totalBytes;
    private final ImportOptions options;
    private final Clock clock;
    private final Instant createdAt;
    private final long sentBefore;

    private ImportState state = ImportState.QUEUED;
    private @Nullable Instant startedAt;
    private @Nullable Instant readAt;
    private @Nullable Instant finishedAt;
    private long rows;
    private long bytes;
    private long lines;
    private long ofLines;
    private long acknowledged;
    private ImportStatus.@Nullable Problem problem;
    private @Nullable CleaningReport report;
    private volatile boolean cancelled;

    /**
     * @param ownsFile whether the file is to be removed in the end
     * @param sentBefore events from the beginning that Kafka has already, from an earlier run of the service
     */
    ImportJob(
            String id,
            String name,
            Path file,
            boolean ownsFile,
            long totalBytes,
            ImportOptions options,
            Instant createdAt,
            long sentBefore,
            Clock clock) {
        this.id = id;
        this.name = name;
        this.file = file;
        this.ownsFile = ownsFile;
        this.totalBytes = totalBytes;
        this.options = options;
        this.clock = clock;
        this.createdAt = createdAt;
        this.sentBefore = sentBefore;
        acknowledged = sentBefore;
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Events from the beginning that need not be sent again. */
    long sentBefore() {
        return sentBefore;
    }

    Path file() {
        return file;
    }

    boolean ownsFile() {
        return ownsFile;
    }

    ImportOptions options() {
        return options;
    }

    /** Asks the job to stop; it does so within seconds. */
    void cancel() {
        cancelled = true;
    }

    /** @throws CancellationException when the job is to stop */
    void checkCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled on request");
        }
    }

    @Override
    public void read(long rowsSoFar, long bytesSoFar) {
        checkCancelled();
        synchronized (this) {
            rows = rowsSoFar;
            bytes = Math.min(bytesSoFar, totalBytes);
            readAt = clock.instant();
        }
    }

    @Override
    public void assembled(long linesSoFar, long ofAllLines) {
        checkCancelled();
        synchronized (this) {
            bytes = totalBytes;
            lines = linesSoFar;
            ofLines = ofAllLines;
        }
    }

    synchronized void acknowledge(long events) {
        acknowledged += events;
    }

    synchronized void start() {
        state = ImportState.RUNNING;
        startedAt = clock.instant();
    }

    /** Says whether Kafka takes events. */
    synchronized void waitForKafka(boolean waiting) {
        state = waiting ? ImportState.WAITING_FOR_KAFKA : ImportState.RUNNING;
    }

    synchronized void finish(ImportState last, @Nullable String code, @Nullable String detail) {
        state = last;
        finishedAt = clock.instant();
        problem = code == null || detail == null ? null : new ImportStatus.Problem(code, detail);
    }

    synchronized void complete(CleaningReport finished) {
        report = finished;
        finish(ImportState.COMPLETED, null, null);
    }

    synchronized ImportStatus status() {
        return new ImportStatus(
                id,
                name,
                state,
                options.dryRun(),
                createdAt,
                startedAt,
                finishedAt,
                new ImportStatus.Progress(rows, bytes, totalBytes, percent(), rowsPerSecond(), acknowledged),
                problem,
                report);
    }

    private int percent() {
        if (state == ImportState.COMPLETED) {
            return 100;
        }
        if (ofLines > 0) {
            return READING_PERCENT + (int) ((100 - READING_PERCENT) * lines / ofLines);
        }
        return totalBytes == 0 ? 0 : (int) (READING_PERCENT * bytes / totalBytes);
    }

    private long rowsPerSecond() {
        if (startedAt == null || readAt == null) {
            return 0;
        }
        long millis = Math.max(1, Duration.between(startedAt, readAt).toMillis());
        return rows * 1_000 / millis;
    }
}
