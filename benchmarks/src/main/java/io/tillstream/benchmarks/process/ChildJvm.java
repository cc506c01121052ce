package io.tillstream.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, with this one's class path and the flags that the launcher gives to services. It ends when it is closed, and by itself
 * when this JVM dies ({@link ParentWatch}).
 */
public final class ChildJvm implements AutoCloseable {

    /** What services are started with, but for the size of the heap. */
    public static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final int STOP_SECONDS = 15;

    private final String name;
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it; what it writes to its error output appears on ours.
     *
     * @param heapMebibytes cap of its heap
     */
    public static ChildJvm start(Class<?> main, int heapMebibytes, List<String> arguments) throws IOException {
        return start(main, heapMebibytes, List.of(), arguments);
    }

    /**
     * The same with flags of this program alone.
     *
     * @param flags beside those of all
     */
    public static ChildJvm start(Class<?> main, int heapMebibytes, List<String> flags, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildJvm(main.getSimpleName(), process);
    }

    /**
     * The rest of the next line of its output that begins with the prefix; other lines are skipped.
     *
     * @throws IOException when it ends without one
     */
    public String awaitLine(String prefix) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException(name + " ended without a result");
    }

    /** Waits until it has ended by itself, as a program does that has given its result; not for long. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** Its process, for what it uses up. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Lets it end in order, and by force when it does not. */
    @Override
    public void close() {
        try {
            // the child takes the end of its input as the sign to stop
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
