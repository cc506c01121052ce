package io.tillstream.stack.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process that is started again whenever it dies, until it is stopped. */
final class SupervisedProcess {

    private final ProcessSpec spec;
    private final Backoff backoff;
    private final ScheduledExecutorService scheduler;
    private final Consumer<String> announcer;

    private @Nullable Process process;
    private @Nullable ScheduledFuture<?> restart;
    private long startedNanos;
    private int deathsInARow;
    private boolean stopping;

    SupervisedProcess(
            ProcessSpec spec, Backoff backoff, ScheduledExecutorService scheduler, Consumer<String> announcer) {
        this.spec = spec;
        this.backoff = backoff;
        this.scheduler = scheduler;
        this.announcer = announcer;
    }

    ProcessSpec spec() {
        return spec;
    }

    /** Starts it. A process that cannot even be started counts as one that died at once. */
    synchronized void start() {
        if (stopping) {
            return;
        }
        restart = null;
        startedNanos = System.nanoTime();
        try {
            Process started = launch();
            process = started;
            JsonFiles.write(spec.pidFile(), ProcessStamp.of(started.toHandle()));
            started.onExit().thenAccept(ended -> died("with exit status " + ended.exitValue()));
        } catch (IOException e) {
            died("before it ran: " + e.getMessage());
        }
    }

    /**
     * Asks it to end, and ends it by force when it has not done so in time.
     *
     * @return false when force was needed
     */
    boolean stop(Duration patience) throws InterruptedException {
        Process stopped;
        synchronized (this) {
            stopping = true;
            if (restart != null) {
                restart.cancel(false);
            }
            stopped = process;
        }
        boolean inTime = true;
        if (stopped != null) {
            // by its handle: Process.destroy() also closes the pipe, and the last words would be lost
            stopped.toHandle().destroy();
            inTime = stopped.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                stopped.toHandle().destroyForcibly();
                stopped.waitFor();
            }
        }
        deletePidFile();
        return inTime;
    }

    /** The process, while it runs. */
    synchronized Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    private Process launch() throws IOException {
        Files.createDirectories(spec.workFolder());
        ProcessBuilder builder = new ProcessBuilder(deafToTheTerminal(spec.command()))
                .directory(spec.workFolder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(spec.environment());
        Process started = builder.start();
        Thread.ofVirtual().name("log of " + spec.name()).start(() -> keepOutput(started.getInputStream()));
        return started;
    }

    /** Ctrl-C goes to every process of the terminal at once; only the supervisor is to act on it, and stop the others in order. */
    private static List<String> deafToTheTerminal(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
        wrapped.addAll(command);
        return wrapped;
    }

    private void keepOutput(InputStream output) {
        try (output) {
            new BoundedLog(spec.log()).copyFrom(output);
        } catch (IOException e) {
            announcer.accept("The log of " + spec.name() + " is not kept any more: " + e.getMessage());
        }
    }

    private synchronized void died(String how) {
        process = null;
        if (stopping) {
            return;
        }
        boolean wasHealthy =
                System.nanoTime() - startedNanos >= backoff.healthyAfter().toNanos();
        deathsInARow = wasHealthy ? 1 : deathsInARow + 1;
        Duration wait = backoff.before(deathsInARow);
        announcer.accept(spec.name() + " ended " + how + "; starting it again in " + Durations.inWords(wait)
                + " (its log: " + spec.log() + ")");
        restart = scheduler.schedule(this::start, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(spec.pidFile());
        } catch (IOException e) {
            announcer.accept("Cannot delete " + spec.pidFile() + ": " + e.getMessage());
        }
    }
}
