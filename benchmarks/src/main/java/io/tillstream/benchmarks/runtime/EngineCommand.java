package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.engine.EngineBenchmark;
import io.tillstream.benchmarks.engine.EngineOptions;
import io.tillstream.benchmarks.engine.EngineReport;
import io.tillstream.benchmarks.engine.LoadPlan;
import io.tillstream.benchmarks.engine.Variant;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench engine}. */
@Command(
        name = "engine",
        description = "The whole topology on a real broker, beside its limits and the plain way to write it.")
final class EngineCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many events (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Customers of the shop (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "60",
            description = "Days that the events are of (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Rounds; all is measured once in each (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "What to measure, separated by commas (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--models",
            description = "Models of the size of trained ones score every customer in the product's topology.")
    private boolean models;

    @Mixin
    private BenchmarkOutput output;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    EngineCommand() {}

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        EngineOptions options = options();
        PrintWriter progress = spec.commandLine().getErr();
        EngineReport report =
                new EngineBenchmark(output.folder(), options, line -> output.progress(progress, line)).run();
        output.print(
                spec.commandLine().getOut(), report.text(), () -> BenchmarkResult.here("engine", report.figures()));
        return 0;
    }

    /** What the options say. */
    EngineOptions options() {
        Set<Variant> variants = EnumSet.noneOf(Variant.class);
        only.forEach(name -> variants.add(Variant.ofOption(name)));
        if (variants.isEmpty()) {
            variants.addAll(EnumSet.allOf(Variant.class));
        }
        return new EngineOptions(new LoadPlan(events, customers, days, false), variants, repeat, models);
    }
}
