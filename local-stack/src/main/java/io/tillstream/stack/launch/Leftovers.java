package io.tillstream.stack.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Processes of an installation whose supervisor was killed. They go on working, but nobody watches them. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** The components of the folder that run, whether or not they are supervised. */
    public static Optional<ProcessHandle> find(DataFolder data, Component component) {
        return Files.exists(data.pidFile(component))
                ? JsonFiles.read(data.pidFile(component), ProcessStamp.class).find()
                : Optional.empty();
    }

    /**
     * Stops all of them in order. To be called only when no supervisor runs, else it would start them again.
     *
     * @return how many there were
     */
    public static int stop(DataFolder data, Consumer<String> announcer) {
        List<Component> running = Arrays.stream(Component.values())
                .filter(component -> find(data, component).isPresent())
                .sorted(Comparator.comparingInt(Component::stopStage))
                .toList();
        for (Component component : running) {
            announcer.accept("Stopping " + component.serviceName() + ", left over from an earlier run");
            find(data, component).ifPresent(Leftovers::stop);
        }
        stopReplay(data, announcer);
        for (Component component : Component.values()) {
            try {
                Files.deleteIfExists(data.pidFile(component));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running.size();
    }

    private static void stopReplay(DataFolder data, Consumer<String> announcer) {
        try {
            if (EngineBeside.stopLeftOver(data)) {
                announcer.accept("Stopped the engine of a replay, left over from an earlier run");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
