package io.tillstream.ingest.imports.job;

import io.tillstream.contracts.output.OutputJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps the state and report of every import on disk, one JSON file each, so that they survive a restart. The oldest go when there are more than
 * {@link #KEPT}.
 */
public final class ImportStore {

    /** Imports that are remembered. */
    public static final int KEPT = 1_000;

    private static final Logger LOG = Logger.getLogger(ImportStore.class);
    private static final String SUFFIX = ".json";

    private final Path reports;
    private final Path work;
    private final OutputJson<ImportStatus> json = OutputJson.of(ImportStatus.class);

    /** @param folder where to keep everything; made when it is missing */
    public ImportStore(Path folder) {
        this.reports = folder.resolve("reports");
        this.work = folder.resolve("work");
        try {
            Files.createDirectories(reports);
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for imports cannot be made: " + folder, e);
        }
    }

    /** A name for a new file to work on. It does not exist yet; {@link #open} removes what is left of an earlier run. */
    public Path newWorkFile() {
        return work.resolve(UUID.randomUUID() + ".part");
    }

    /** Whether a file is one of those to work on. */
    boolean isWorkFile(Path file) {
        return work.equals(file.getParent());
    }

    void save(ImportStatus status) throws IOException {
        Path target = reports.resolve(status.id() + SUFFIX);
        Path part = reports.resolve(status.id() + ".tmp");
        Files.write(part, json.write(status));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String id) throws IOException {
        Files.deleteIfExists(reports.resolve(id + SUFFIX));
    }

    /**
     * Reads what earlier runs left: marks imports that were not finished as interrupted and removes the files that they worked on.
     *
     * @return all imports, oldest first
     */
    List<ImportStatus> open(Instant now) throws IOException {
        List<ImportStatus> found = new ArrayList<>();
        for (Path file : files(reports)) {
            if (!file.toString().endsWith(SUFFIX)) {
                Files.deleteIfExists(file);
                continue;
            }
            try {
                ImportStatus status = json.read(Files.readAllBytes(file));
                if (!status.state().isFinal()) {
                    status = status.interrupted(now);
                    save(status);
                }
                found.add(status);
            } catch (IOException | UncheckedIOException e) {
                LOG.warnf(e, "The report of an import cannot be read and is left out: %s", file.getFileName());
            }
        }
        for (Path file : files(work)) {
            Files.deleteIfExists(file);
        }
        found.sort(Comparator.comparing(ImportStatus::createdAt));
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
