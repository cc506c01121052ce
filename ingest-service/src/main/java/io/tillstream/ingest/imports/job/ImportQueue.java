package io.tillstream.ingest.imports.job;

import io.tillstream.ingest.imports.clean.CleaningOptions;
import io.tillstream.ingest.imports.clean.TableImport;
import io.tillstream.ingest.imports.clean.TablePreview;
import io.tillstream.ingest.imports.source.SourceLimits;
import io.tillstream.ingest.publish.EventPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** All imports of this service. One runs at a time, on a thread of its own; the others wait in the order they came. Thread-safe. */
public final class ImportQueue implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ImportQueue.class);
    private static final int MAX_WAITING = 16;
    private static final int EVENTS_BETWEEN_CHECKPOINTS = 1_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FUTURE = Duration.ofHours(24);

    private final ImportSettings settings;
    private final ImportStore store;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Map<String, ImportStatus> finished = new LinkedHashMap<>();
    private final Map<String, ImportJob> unfinished = new LinkedHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("imports").factory());

    /** Too many imports wait already. */
    public static final class QueueFullException extends Exception {
        private static final long serialVersionUID = 1L;

        QueueFullException() {
            super(MAX_WAITING + " imports wait already; try again when one is done");
        }
    }

    /**
     * Remembers what earlier runs of the service did.
     *
     * @throws IOException when the folder cannot be used
     */
    public ImportQueue(ImportSettings settings, ImportStore store, EventPublisher publisher, Clock clock)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        for (ImportStatus status : store.open(clock.instant())) {
            finished.put(status.id(), status);
        }
        synchronized (this) {
            forgetOldest();
        }
        for (ImportTicket ticket : store.tickets()) {
            goOn(ticket);
        }
    }

    /** Goes on with an import that an earlier run of the service was stopped in. */
    private void goOn(ImportTicket ticket) throws IOException {
        ImportOptions options;
        try {
            options = ImportOptions.of(ticket.values(), ticket.mapping());
        } catch (ImportOptions.InvalidOptionException e) {
            LOG.warnf("Import %s cannot go on: %s", ticket.id(), e.getMessage());
            store.deleteTicket(ticket.id());
            return;
        }
        // with another zone or currency the events are others, so all of them have to be sent
        long sent = ticket.settings().equals(dependsOn()) ? ticket.sent() : 0;
        ImportJob job = new ImportJob(
                ticket.id(),
                ticket.name(),
                ticket.file(),
                ticket.ownsFile(),
                ticket.bytes(),
                options,
                ticket.createdAt(),
                sent,
                clock);
        synchronized (this) {
            finished.remove(job.id());
            unfinished.put(job.id(), job);
        }
        LOG.infof("Import %s goes on after %d events", job.id(), sent);
        store.save(job.status());
        enqueue(job, ticket.after(sent));
    }

    private String dependsOn() {
        return settings.zone() + " " + settings.currency();
    }

    private void enqueue(ImportJob job, ImportTicket ticket) throws IOException {
        store.save(ticket);
        worker.execute(() -> run(job, ticket));
    }

    /**
     * Looks at the beginning of a file and queues it.
     *
     * @param file the file; removed in the end when it is one of {@link ImportStore#newWorkFile()}
     * @param name what the sender calls it
     * @throws io.tillstream.ingest.imports.source.BadFileException when it is clear at once that the file cannot be imported
     */
    public ImportStatus submit(Path file, String name, ImportOptions options) throws IOException, QueueFullException {
        Instant now = clock.instant();
        table(file, options, now).check();
        ImportJob job = new ImportJob(
                UUID.randomUUID().toString(),
                name,
                file,
                store.isWorkFile(file),
                Files.size(file),
                options,
                now,
                0,
                clock);
        synchronized (this) {
            if (unfinished.size() > MAX_WAITING) {
                throw new QueueFullException();
            }
            unfinished.put(job.id(), job);
        }
        store.save(job.status());
        enqueue(
                job,
                new ImportTicket(
                        job.id(),
                        name,
                        file,
                        job.ownsFile(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis(),
                        now,
                        options.values(),
                        options.mapping(),
                        dependsOn(),
                        0));
        return job.status();
    }

    /** Looks at the beginning of a file and says how it would be read; nothing is queued. */
    public TablePreview preview(Path file, ImportOptions options, int rows) throws IOException {
        return table(file, options, clock.instant()).preview(rows);
    }

    /** An import by its id. */
    public synchronized Optional<ImportStatus> find(String id) {
        ImportJob job = unfinished.get(id);
        return job != null ? Optional.of(job.status()) : Optional.ofNullable(finished.get(id));
    }

    /** All imports that are remembered, newest first. */
    public synchronized List<ImportStatus> list() {
        List<ImportStatus> all = new ArrayList<>(finished.values());
        unfinished.values().forEach(job -> all.add(job.status()));
        return all.reversed();
    }

    /** Asks an import to stop, if it has not ended; gives its state. */
    public synchronized Optional<ImportStatus> cancel(String id) {
        ImportJob job = unfinished.get(id);
        if (job != null) {
            job.cancel();
        }
        return find(id);
    }

    /** Stops working; what runs or waits is marked as interrupted. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("An import did not stop in time; it will be marked as interrupted at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ImportJob job, ImportTicket ticket) {
        job.start();
        save(job.status());
        LOG.infof("Import %s started", job.id());
        Checkpoints checkpoints = new Checkpoints(ticket);
        new ImportRun(job, publisher, checkpoints::reached, worker::isShutdown)
                .run(table(job.file(), job.options(), job.createdAt()), store.newWorkFile());
        // a service that stops interrupts this thread; what follows must be written all the same
        Thread.interrupted();
        ImportStatus status = job.status();
        LOG.infof(
                "Import %s is %s after %d rows",
                job.id(), status.state().label(), status.progress().rows());
        save(status);
        synchronized (this) {
            unfinished.remove(job.id());
            finished.put(job.id(), status);
            forgetOldest();
        }
        if (status.state() == ImportState.INTERRUPTED) {
            return;
        }
        try {
            store.deleteTicket(job.id());
        } catch (IOException e) {
            LOG.warnf(e, "Import %s has ended and will be looked at again at the next start", job.id());
        }
        if (job.ownsFile()) {
            delete(job.file());
        }
    }

    /** Keeps how far an import is, every so many events. */
    private final class Checkpoints {

        private final ImportTicket ticket;
        private long kept;

        Checkpoints(ImportTicket ticket) {
            this.ticket = ticket;
            kept = ticket.sent();
        }

        void reached(long events) {
            if (events - kept < EVENTS_BETWEEN_CHECKPOINTS) {
                return;
            }
            kept = events;
            try {
                store.save(ticket.after(events));
            } catch (IOException e) {
                LOG.warnf(e, "How far import %s is cannot be kept", ticket.id());
            }
        }
    }

    /** @param askedAt events later than a day after that are refused; the same however often the import is begun */
    private TableImport table(Path file, ImportOptions options, Instant askedAt) {
        CleaningOptions cleaning = new CleaningOptions(
                options.mapping(),
                options.action(),
                options.dateFormat(),
                options.dropOutliers(),
                options.cancellations(),
                settings.zone(),
                settings.currency(),
                askedAt.plus(FUTURE),
                settings.maxRows());
        return new TableImport(file, options.encoding(), options.sheet(), SourceLimits.DEFAULT, cleaning);
    }

    private void save(ImportStatus status) {
        try {
            store.save(status);
        } catch (IOException e) {
            LOG.errorf(e, "The state of import %s cannot be kept on disk", status.id());
        }
    }

    private void forgetOldest() {
        while (finished.size() > ImportStore.KEPT) {
            String oldest = finished.keySet().iterator().next();
            finished.remove(oldest);
            try {
                store.delete(oldest);
            } catch (IOException e) {
                LOG.warnf(e, "The report of import %s cannot be removed", oldest);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "An imported file cannot be removed");
        }
    }
}
