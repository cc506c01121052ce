package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.bundles.BundlesBenchmark;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench bundles}. */
@Command(
        name = "bundles",
        description = "FP-Growth beside plain Apriori on the same baskets; a window full of orders within a gigabyte.")
final class BundlesCommand implements Callable<Integer> {

    @Option(
            names = "--baskets",
            paramLabel = "FILE",
            description =
                    "Baskets to compare on, one per line, items separated by commas, .gz or plain (default: made up).")
    private @Nullable Path baskets;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many orders the window is filled with (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    BundlesCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        BundlesBenchmark.Figures figures = new BundlesBenchmark(baskets, orders, line -> {
                    progress.println(line);
                    progress.flush();
                })
                .run();
        PrintWriter out = spec.commandLine().getOut();
        out.print(figures.text());
        if (json) {
            out.println(BenchmarkResult.here("bundles", figures.figures()).json());
        }
        out.flush();
        return 0;
    }
}
