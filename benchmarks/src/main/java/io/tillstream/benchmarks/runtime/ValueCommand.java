package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.value.ValueBenchmark;
import io.tillstream.benchmarks.value.ValueFigures;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench value}. */
@Command(name = "value", description = "Lifetime value: fitting, scoring, and how often the interval holds the truth.")
final class ValueCommand implements Callable<Integer> {

    @Option(
            names = "--buyers",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Buyers to fit to (default: ${DEFAULT-VALUE}).")
    private int buyers;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Customers to score (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Fits whose intervals are looked at (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    ValueCommand() {}

    @Override
    public Integer call() {
        if (buyers < 100 || customers < 1 || samples < 1) {
            throw new IllegalArgumentException("--buyers takes 100 or more, --customers and --samples 1 or more");
        }
        PrintWriter progress = spec.commandLine().getErr();
        progress.println("Fitting, scoring, then " + samples + " samples");
        ValueFigures figures = new ValueBenchmark(buyers, customers, samples)
                .run(done -> progress.println(done + " samples of " + samples));
        spec.commandLine().getOut().print(figures.text());
        if (json) {
            spec.commandLine().getOut().println(figures.result().json());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
