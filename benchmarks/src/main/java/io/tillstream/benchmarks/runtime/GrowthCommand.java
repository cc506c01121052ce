package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.engine.GrowthBenchmark;
import io.tillstream.benchmarks.engine.GrowthReport;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench growth}. */
@Command(
        name = "growth",
        description = "Cost and state of the whole topology with more customers and more days; restoring it.")
final class GrowthCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "How many events in each case (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--most-customers",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Customers in the largest case (default: ${DEFAULT-VALUE}).")
    private int mostCustomers;

    @Mixin
    private BenchmarkOutput output;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    GrowthCommand() {}

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        GrowthReport report = new GrowthBenchmark(
                        output.folder(), events, mostCustomers, line -> output.progress(progress, line))
                .run();
        output.print(
                spec.commandLine().getOut(), report.text(), () -> BenchmarkResult.here("growth", report.figures()));
        return 0;
    }
}
