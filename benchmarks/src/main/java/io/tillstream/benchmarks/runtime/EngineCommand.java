package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.engine.EngineBenchmark;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench engine}. */
@Command(
        name = "engine",
        description = "The whole topology on a real broker, beside the mere reading of the same events.")
final class EngineCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "500000",
            description = "How many events (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Customers of the simulated shop (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to make a folder for the data, which is deleted afterwards (default: benchmarks/target).")
    private @Nullable Path parent;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    EngineCommand() {}

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent()), "bench-");
        Thread cleaning = Thread.ofPlatform().unstarted(() -> delete(folder));
        Runtime.getRuntime().addShutdownHook(cleaning);
        PrintWriter progress = spec.commandLine().getErr();
        spec.commandLine()
                .getOut()
                .print(new EngineBenchmark(folder, events, customers, progress::println)
                        .run()
                        .text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Path parent() {
        return parent != null ? parent : Path.of(System.getProperty("tillstream.home", "."), "benchmarks", "target");
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
