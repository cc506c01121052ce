package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.api.ApiBenchmark;
import io.tillstream.benchmarks.report.BenchmarkResult;
import io.tillstream.stack.database.LargeShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench api}. */
@Command(
        name = "api",
        description =
                "Every endpoint of the query service at a fixed rate, on tables of a large shop, beside a trivial one.")
final class ApiCommand implements Callable<Integer> {

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many customers (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many products have sales on every day of two years (default: ${DEFAULT-VALUE}).")
    private int products;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "For how long each endpoint is asked (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only addresses that hold this text.")
    private @Nullable String only;

    @Option(names = "--writes", description = "Commit something each second meanwhile.")
    private boolean writes;

    @Mixin
    private BenchmarkOutput output;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    ApiCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (rate < 1 || seconds <= 0) {
            throw new IllegalArgumentException("--rate and --seconds must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path home = Path.of(System.getProperty("tillstream.home", "."));
        ApiBenchmark benchmark = new ApiBenchmark(
                new ApiBenchmark.Options(
                        new LargeShop(customers, products),
                        rate,
                        seconds,
                        only == null ? "" : only,
                        writes,
                        home.resolve("query-api/target/quarkus-app/quarkus-run.jar")),
                line -> output.progress(out, line));
        benchmark.run(output.folder());
        output.print(out, "", () -> BenchmarkResult.here("api", benchmark.figures()));
        return 0;
    }
}
