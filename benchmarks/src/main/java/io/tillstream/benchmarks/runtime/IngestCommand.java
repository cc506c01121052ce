package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.ingest.IngestBenchmark;
import io.tillstream.benchmarks.ingest.IngestFaults;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench ingest}. */
@Command(
        name = "ingest",
        description =
                "Events over HTTP, in batches of 100 and one by one, beside a server that only reads the body and one that sends its events on unread.")
final class IngestCommand implements Callable<Integer> {

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "For how long each is measured, in each round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--faults",
            description = "Instead: Kafka away under load, idle connections, floods, packed bodies, an end under load.")
    private boolean faults;

    @Option(
            names = "--outage",
            paramLabel = "S",
            defaultValue = "60",
            description = "With --faults: for how long Kafka is away (default: ${DEFAULT-VALUE}).")
    private int outageSeconds;

    @Mixin
    private BenchmarkOutput output;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    IngestCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || rounds < 1) {
            throw new IllegalArgumentException("--seconds and --repeat must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path home = Path.of(System.getProperty("tillstream.home", "."));
        Path program = home.resolve("ingest-service/target/quarkus-app/quarkus-run.jar");
        if (faults) {
            IngestFaults test =
                    new IngestFaults(Duration.ofSeconds(outageSeconds), program, line -> output.progress(out, line));
            boolean held = test.run(output.folder());
            output.print(out, "", () -> BenchmarkResult.here("ingest-faults", test.figures()));
            return held ? 0 : 1;
        }
        IngestBenchmark benchmark = new IngestBenchmark(
                new IngestBenchmark.Options(Duration.ofSeconds(seconds), rounds, program),
                line -> output.progress(out, line));
        benchmark.run(output.folder());
        output.print(out, "", () -> BenchmarkResult.here("ingest", benchmark.figures()));
        return 0;
    }
}
