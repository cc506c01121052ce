package io.tillstream.stack.cli;

import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts the supervisor as a process that outlives this one and its terminal, and waits until all is ready. */
final class DetachedStart {

    private static final Set<String> NOT_FOR_THE_SUPERVISOR = Set.of("--detach", "--fresh");
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** The supervisor says itself what is late; this is for when it cannot. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final DataFolder data;
    private final PrintWriter out;

    DetachedStart(DataFolder data, PrintWriter out) {
        this.data = data;
        this.out = out;
    }

    /**
     * Runs the same command line in the background.
     *
     * @return the exit status: 0 when all is ready
     */
    int run(List<String> arguments, Duration patience) throws IOException, InterruptedException {
        Process supervisor = launch(arguments);
        long begin = System.nanoTime();
        long shown = 0;
        while (supervisor.isAlive()
                && System.nanoTime() - begin < patience.plus(MARGIN).toNanos()) {
            Thread.sleep(LOOK_EVERY);
            shown = show(shown);
            if (isReady(supervisor)) {
                awaitLastLine(shown);
                return 0;
            }
        }
        show(shown);
        return 1;
    }

    private Process launch(List<String> arguments) throws IOException {
        Files.createDirectories(data.logs());
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' INT HUP; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dtillstream.home=" + DataOption.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        arguments.stream()
                .filter(argument -> !NOT_FOR_THE_SUPERVISOR.contains(argument))
                .forEach(command::add);
        command.add("--supervise");
        return new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.supervisorLog().toFile())
                .start();
    }

    private boolean isReady(Process supervisor) {
        return RunState.read(data)
                .filter(RunState::ready)
                .filter(state -> state.supervisor().pid() == supervisor.pid())
                .isPresent();
    }

    private void awaitLastLine(long shown) throws IOException, InterruptedException {
        long position = shown;
        for (int attempt = 0;
                attempt < 10 && !Files.readString(data.supervisorLog()).contains("stops it");
                attempt++) {
            Thread.sleep(LOOK_EVERY);
        }
        show(position);
    }

    private long show(long from) throws IOException {
        byte[] log = Files.readAllBytes(data.supervisorLog());
        out.print(new String(log, (int) from, log.length - (int) from, StandardCharsets.UTF_8));
        out.flush();
        return log.length;
    }
}
