package io.tillstream.ingest.imports.job;

import io.tillstream.ingest.imports.clean.CleaningReport;
import io.tillstream.ingest.imports.clean.TableImport;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.publish.EventPublisher;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Carries one import to its end, whatever that is, and says in the job how it ended. */
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    private final ImportJob job;
    private final EventPublisher publisher;
    private final LongConsumer reached;
    private final BooleanSupplier stopping;

    /**
     * @param reached told how many events from the beginning Kafka has, as that grows
     * @param stopping whether the service is stopping, which is why a thread may be interrupted in the middle of reading
     */
    ImportRun(ImportJob job, EventPublisher publisher, LongConsumer reached, BooleanSupplier stopping) {
        this.job = job;
        this.publisher = publisher;
        this.reached = reached;
        this.stopping = stopping;
    }

    void run(TableImport table, Path lineFile) {
        try {
            job.checkCancelled();
            job.complete(job.options().dryRun() ? table.run(lineFile, ignored -> {}, job) : send(table, lineFile));
        } catch (CancellationException _) {
            job.finish(ImportState.CANCELLED, null, null);
        } catch (BadFileException e) {
            job.finish(ImportState.FAILED, e.code(), e.getMessage());
        } catch (InterruptedException _) {
            interrupted();
        } catch (IOException e) {
            if (stopping.getAsBoolean()) {
                interrupted();
            } else {
                LOG.warnf(e, "Import %s failed", job.id());
                job.finish(ImportState.FAILED, "input-output", inWords(e));
            }
        } catch (ArithmeticException e) {
            LOG.warnf(e, "Import %s failed", job.id());
            job.finish(ImportState.FAILED, "too-large", "the sums of this file are beyond what can be counted");
        } catch (RuntimeException e) {
            LOG.errorf(e, "Import %s failed", job.id());
            job.finish(ImportState.FAILED, "internal", "an error in the service; its log says more");
        } catch (OutOfMemoryError e) {
            LOG.errorf(e, "Import %s failed", job.id());
            job.finish(ImportState.FAILED, "too-large", "the service has too little memory for this file; split it");
        }
    }

    private CleaningReport send(TableImport table, Path lineFile) throws IOException, InterruptedException {
        PipelinedSender sender = new PipelinedSender(publisher, job, reached);
        CleaningReport report = table.run(lineFile, sender, job);
        sender.finish();
        return report;
    }

    private void interrupted() {
        job.finish(
                ImportState.INTERRUPTED,
                "interrupted",
                "the service stopped; it goes on where it was when the service runs again");
    }

    private static String inWords(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "the file is gone";
            case FileSystemException e
            when e.getReason() != null -> "a file cannot be read or written: " + e.getReason();
            default -> "a file cannot be read or written: " + failure.getMessage();
        };
    }
}
