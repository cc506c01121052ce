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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    private final Path tickets;
    private final OutputJson<ImportTicket> ticketJson = OutputJson.of(ImportTicket.class);
    private final OutputJson<ImportStatus> json = OutputJson.of(ImportStatus.class);

    /** @param folder where to keep everything; made when it is missing */
    public ImportStore(Path folder) {
        this.reports = folder.resolve("reports");
        this.work = folder.resolve("work");
        this.tickets = folder.resolve("tickets");
        try {
            Files.createDirectories(reports);
            Files.createDirectories(work);
            Files.createDirectories(tickets);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for imports cannot be made: " + folder, e);
        }
    }

    /** A name for a new file to work on. It does not exist yet; {@link #open} removes what is left of an earlier run. */
    public Path newWorkFile() {
        return work.resolve(UUID.randomUUID() + ".part");
    }

    /** Whether a file is one of those to work on. */
    public boolean isWorkFile(Path file) {
        return work.equals(file.getParent());
    }

    void save(ImportStatus status) throws IOException {
        write(reports, status.id(), json.write(status));
    }

    /** Keeps what is needed to go on with an import. */
    void save(ImportTicket ticket) throws IOException {
        write(tickets, ticket.id(), ticketJson.write(ticket));
    }

    private static void write(Path folder, String id, byte[] bytes) throws IOException {
        Path part = folder.resolve(id + ".tmp");
        Files.write(part, bytes);
        Files.move(
                part, folder.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets what was needed to go on with an import: it has ended. */
    void deleteTicket(String id) throws IOException {
        Files.deleteIfExists(tickets.resolve(id + SUFFIX));
    }

    /** Imports that were not finished and whose file is as it was, in the order they came. */
    List<ImportTicket> tickets() throws IOException {
        List<ImportTicket> found = new ArrayList<>();
        for (Path file : files(tickets)) {
            ImportTicket ticket = file.toString().endsWith(SUFFIX) ? ticket(file) : null;
            if (ticket == null) {
                Files.deleteIfExists(file);
            } else {
                found.add(ticket);
            }
        }
        found.sort(Comparator.comparing(ImportTicket::createdAt));
        return found;
    }

    private @Nullable ImportTicket ticket(Path file) throws IOException {
        try {
            ImportTicket ticket = ticketJson.read(Files.readAllBytes(file));
            boolean same = Files.isRegularFile(ticket.file())
                    && Files.size(ticket.file()) == ticket.bytes()
                    && Files.getLastModifiedTime(ticket.file()).toMillis() == ticket.modifiedMillis();
            return same ? ticket : null;
        } catch (UncheckedIOException e) {
            LOG.warnf(e, "What was left of an import cannot be read: %s", file.getFileName());
            return null;
        }
    }

    void delete(String id) throws IOException {
        Files.deleteIfExists(reports.resolve(id + SUFFIX));
    }

    /**
     * Reads what earlier runs left: marks imports that were not finished as interrupted and removes the files that they worked on, but for those that are needed to go on.
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
        Set<Path> needed = new HashSet<>();
        tickets().forEach(ticket -> needed.add(ticket.file()));
        for (Path file : files(work)) {
            if (!needed.contains(file)) {
                Files.deleteIfExists(file);
            }
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
