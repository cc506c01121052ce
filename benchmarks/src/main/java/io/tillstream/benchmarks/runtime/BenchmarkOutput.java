package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.process.Folders;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all benchmarks that need a broker: where data go for a while, and in what form the figures come. */
final class BenchmarkOutput {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to make a folder for the data, which is deleted afterwards (default: benchmarks/target).")
    private @Nullable Path parent;

    @Option(names = "--json", description = "End with the figures as one line of JSON.")
    private boolean json;

    BenchmarkOutput() {}

    /** A new folder, deleted when this process ends. */
    Path folder() throws IOException {
        Path usual = Path.of(System.getProperty("tillstream.home", "."), "benchmarks", "target");
        Path folder = Files.createTempDirectory(Files.createDirectories(parent != null ? parent : usual), "bench-");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return folder;
    }

    /** Says at once what goes on. */
    void progress(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }

    /** Prints the report and, when asked for, the result as the last line. */
    void print(PrintWriter to, String text, Supplier<BenchmarkResult> result) {
        to.print(text);
        if (json) {
            to.println();
            to.println(result.get().json());
        }
        to.flush();
    }
}
