package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.models.ModelsBenchmark;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench models}. */
@Command(name = "models", description = "How good trained models are, beside simpler ones and the best possible.")
final class ModelsCommand implements Callable<Integer> {

    @Option(
            names = "--customers",
            paramLabel = "N",
            split = ",",
            defaultValue = "500,1000,4000",
            description = "Shops of how many customers (default: ${DEFAULT-VALUE}).")
    private List<Integer> customers;

    @Option(
            names = "--history",
            paramLabel = "PERIOD",
            defaultValue = "P18M",
            description = "How long their past is (default: ${DEFAULT-VALUE}).")
    private Period history;

    @Option(names = "--data", paramLabel = "FILE", description = "The Online Retail data: .csv, .csv.gz or .csv.xz.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    ModelsCommand() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ModelsBenchmark benchmark = new ModelsBenchmark(line -> {
            out.println(line);
            out.flush();
        });
        for (int each : customers) {
            benchmark.simulated(each, history);
        }
        if (data != null) {
            benchmark.onlineRetail(data);
        }
        if (json) {
            out.println(BenchmarkResult.here("models", benchmark.figures()).json());
        }
        out.flush();
        return 0;
    }
}
