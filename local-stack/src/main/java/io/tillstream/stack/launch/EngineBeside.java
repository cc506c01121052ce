package io.tillstream.stack.launch;

import io.tillstream.stack.runtime.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The engine of another generation, run beside the one that everybody sees for as long as somebody watches it. */
public final class EngineBeside implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataFolder data;
    private final Process process;
    private final int port;

    private EngineBeside(DataFolder data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    /** Starts it; one that an earlier watcher left behind is stopped first. */
    public static EngineBeside start(
            DataFolder data, RunState state, Generations.Entry entry, Map<String, String> properties)
            throws IOException {
        stopLeftOver(data);
        LaunchSettings settings =
                new LaunchSettings(data.root(), data, state.ports(), state.settings(), false, properties);
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(ServiceEnvironment.of(Component.STREAMS, settings));
        environment.remove(ServiceEnvironment.variable("smallrye.config.locations"));
        environment.put(ServiceEnvironment.variable("quarkus.http.port"), Integer.toString(port));
        environment.put(ServiceEnvironment.variable("tillstream.generation"), Integer.toString(entry.number()));
        environment.put(ServiceEnvironment.variable("tillstream.zone"), entry.zone());
        List<String> command = new ArrayList<>(ProcessPlan.java(Component.STREAMS));
        command.addAll(List.of(
                "-jar",
                EnginePrograms.folder(data, entry.number())
                        .resolve("quarkus-run.jar")
                        .toString()));
        Path log = data.replayLog();
        Files.createDirectories(log.getParent());
        Files.createDirectories(data.service(Component.STREAMS));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(data.service(Component.STREAMS).toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        JsonFiles.write(data.replayPidFile(), ProcessStamp.of(process.toHandle()));
        EngineBeside engine = new EngineBeside(data, process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "stop the engine beside"));
        return engine;
    }

    /** Stops one whose watcher was killed. */
    public static boolean stopLeftOver(DataFolder data) throws IOException {
        boolean found = false;
        if (Files.exists(data.replayPidFile())) {
            var left = JsonFiles.read(data.replayPidFile(), ProcessStamp.class).find();
            found = left.isPresent();
            left.ifPresent(Leftovers::stop);
            Files.deleteIfExists(data.replayPidFile());
        }
        return found;
    }

    /** Where it tells how it is. */
    public String url() {
        return "http://" + Ports.LOOPBACK + ":" + port;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(data.replayPidFile());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the next start sees that the process in it is gone
        }
    }
}
