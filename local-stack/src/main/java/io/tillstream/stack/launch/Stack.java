package io.tillstream.stack.launch;

import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Folders;
import io.tillstream.stack.runtime.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One running installation: checks, starts, watches and stops all of its processes. */
public final class Stack implements AutoCloseable {

    private static final Duration PROBE_EVERY = Duration.ofMillis(250);

    private final LaunchSettings settings;
    private final FolderLock lock;
    private final Supervisor supervisor;
    private final Consumer<String> announcer;
    private RunState state;
    private boolean closed;

    private Stack(
            LaunchSettings settings,
            FolderLock lock,
            Supervisor supervisor,
            RunState state,
            Consumer<String> announcer) {
        this.settings = settings;
        this.lock = lock;
        this.supervisor = supervisor;
        this.state = state;
        this.announcer = announcer;
    }

    /** True when a supervisor runs an installation on the folder. */
    public static boolean isRunning(DataFolder data) {
        if (Files.notExists(data.root())) {
            return false;
        }
        FolderLock lock = FolderLock.tryTake(data.root(), "tillstream");
        if (lock != null) {
            lock.close();
        }
        return lock == null;
    }

    /**
     * Starts all processes and returns at once, before they are ready.
     *
     * @param announcer takes sentences for the person who watches, from several threads
     * @throws StartRefusedException when something is in the way
     */
    public static Stack start(LaunchSettings settings, Clock clock, Consumer<String> announcer) {
        DataFolder data = settings.data();
        FolderLock lock = FolderLock.tryTake(data.root(), "tillstream");
        if (lock == null) {
            throw alreadyRunning(data);
        }
        try {
            Leftovers.stop(data, announcer);
            Preflight.check(settings);
            settings.fixed().keep(data);
            prepareSecrets(data);
            prepareGeneration(settings);
            RunState state = new RunState(
                    ProcessStamp.of(ProcessHandle.current()),
                    clock.instant(),
                    false,
                    settings.ports(),
                    settings.fixed(),
                    ProcessPlan.components(settings).stream()
                            .map(Component::serviceName)
                            .toList());
            state.write(data);
            Supervisor supervisor = new Supervisor(ProcessPlan.specs(settings), Backoff.DEFAULT, announcer);
            supervisor.start();
            return new Stack(settings, lock, supervisor, state, announcer);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Everything that would make {@link #start} refuse, without starting anything.
     *
     * @throws StartRefusedException when something is in the way
     */
    public static void checkStartable(LaunchSettings settings) {
        if (isRunning(settings.data())) {
            throw alreadyRunning(settings.data());
        }
        boolean leftovers = List.of(Component.values()).stream()
                .anyMatch(
                        component -> Leftovers.find(settings.data(), component).isPresent());
        if (!leftovers) {
            Preflight.check(settings);
        }
    }

    /**
     * Deletes what was counted, not the secrets.
     *
     * @throws StartRefusedException when an installation runs on the folder, or the folder holds something else than an installation
     */
    public static void deleteData(DataFolder data, Consumer<String> announcer) {
        if (Files.notExists(data.root())) {
            return;
        }
        try (FolderLock lock = FolderLock.tryTake(data.root(), "tillstream")) {
            if (lock == null) {
                throw alreadyRunning(data);
            }
            List<Path> parts =
                    List.of(data.kafka(), data.postgres(), data.services(), data.engines(), data.logs(), data.run());
            if (Files.notExists(data.settingsFile()) && parts.stream().anyMatch(Files::exists)) {
                throw new StartRefusedException(
                        "The folder " + data.root()
                                + " is not one that tillstream has filled, so --fresh deletes nothing there. Choose another with --data DIR.");
            }
            Leftovers.stop(data, announcer);
            for (Path part : parts) {
                Folders.delete(part);
            }
            Files.deleteIfExists(data.settingsFile());
            Files.deleteIfExists(data.generationsFile());
            Files.deleteIfExists(data.generationSettings());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the data in " + data.root(), e);
        }
    }

    /**
     * Waits until each component has been ready once, and says so of each.
     *
     * @return the components that were not ready in time; empty when all is well
     */
    public Set<Component> awaitReady(Duration patience) throws InterruptedException {
        long begin = System.nanoTime();
        Probe probe = new Probe(settings.ports());
        Set<Component> waiting = EnumSet.copyOf(ProcessPlan.components(settings));
        while (!waiting.isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            for (Component component : EnumSet.copyOf(waiting)) {
                if (probe.isReady(component)) {
                    waiting.remove(component);
                    announcer.accept("  " + component.serviceName() + " ready after "
                            + Durations.inWords(Duration.ofNanos(System.nanoTime() - begin)));
                }
            }
            if (!waiting.isEmpty()) {
                Thread.sleep(PROBE_EVERY);
            }
        }
        if (waiting.isEmpty()) {
            state = state.becomeReady();
            state.write(settings.data());
        }
        return waiting;
    }

    /** Stops all processes in order. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            supervisor.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            RunState.delete(settings.data());
            lock.close();
        }
    }

    /** The active generation takes the program as it is built now; what else is kept stays as it is. */
    private static void prepareGeneration(LaunchSettings settings) {
        Generations generations =
                Generations.read(settings.data(), settings.fixed().zone());
        generations.tellServices(settings.data());
        EnginePrograms.take(
                settings.home(), settings.data(), generations.active().number());
        EnginePrograms.activate(settings.data(), generations.active().number());
    }

    private static StartRefusedException alreadyRunning(DataFolder data) {
        String where = RunState.read(data)
                .map(state -> ": " + state.ports().url(Component.DASHBOARD) + "/")
                .orElse("");
        return new StartRefusedException("Tillstream runs already on the data in " + data.root() + where
                + ". See ./tillstream status; ./tillstream down stops it.");
    }

    private static void prepareSecrets(DataFolder data) {
        Secrets.readOrCreate(data.databasePasswordFile());
        if (Files.notExists(data.writeKeysFile())) {
            try {
                Secrets.write(data.writeKeysFile(), "local=" + Secrets.random() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot keep the write key in " + data.writeKeysFile(), e);
            }
        }
    }
}
