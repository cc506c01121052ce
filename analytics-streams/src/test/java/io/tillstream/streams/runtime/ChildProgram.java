package io.tillstream.streams.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** A program of these tests in a JVM of its own: started, frozen, woken, stopped or killed without notice. It dies with this JVM. */
final class ChildProgram implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;

    private ChildProgram(Process process) {
        this.process = process;
    }

    static ChildProgram start(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** In the child: lets it say on standard error, which goes to a file, what an operator would read. */
    static void logToStandardError() {
        Logger root = LogContext.getLogContext().getLogger("");
        root.setLevel(Level.WARN);
        root.setHandlers(new Handler[] {
            new ConsoleHandler(
                    ConsoleHandler.Target.SYSTEM_ERR,
                    new PatternFormatter("%d{HH:mm:ss,SSS} %-5p [%c{1.}] (%t) %s%e%n"))
        });
        LogContext.getLogContext().getLogger("io.tillstream").setLevel(Level.INFO);
        LogContext.getLogContext().getLogger("org.apache.kafka.streams").setLevel(Level.INFO);
    }

    /** In the child: says that it is ready and waits for a line; ends the JVM when the parent is gone. */
    static void sayReadyAndWait() throws IOException {
        System.out.write((READY + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            Runtime.getRuntime().halt(1);
        }
    }

    void awaitReady() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                return;
            }
        }
        throw new IOException("the program ended before it was ready");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program survives kill -9");
        }
    }

    /** kill -STOP: it neither runs nor knows that it does not. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** kill -CONT. */
    void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Asks it to end, and waits. */
    void stop() throws IOException, InterruptedException {
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("stop\n");
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program does not stop");
        }
    }

    void dumpThreads(Path file) throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start()
                .waitFor(20, TimeUnit.SECONDS);
    }

    private void signal(String name) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (result != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
