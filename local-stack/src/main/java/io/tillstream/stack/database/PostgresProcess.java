package io.tillstream.stack.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The PostgreSQL process of a data folder, which a killed JVM may have left running. */
final class PostgresProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PostgresProcess() {}

    /**
     * Stops the process that is named in the folder's {@code postmaster.pid}, if it lives and is a PostgreSQL. The caller holds the
     * lock of the folder, so no living JVM uses it.
     *
     * @throws IOException when it does not end within 20 seconds
     */
    static void stopLeftover(Path data) throws IOException {
        Optional<ProcessHandle> found = find(data);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        // SIGINT is PostgreSQL's fast shutdown: it ends its sessions; SIGTERM would wait for them
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "A PostgreSQL left over from an earlier run (process " + process.pid() + ") does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while an earlier PostgreSQL stops", e);
        }
    }

    /** The living PostgreSQL of the folder, if there is one. */
    static Optional<ProcessHandle> find(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return Optional.empty();
        }
        // after a reboot the number may be another program's
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }
}
