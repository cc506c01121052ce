package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/** Measures what an event costs the product, and what its state takes, in shops of different sizes; and how long the largest state takes to restore. */
public final class GrowthBenchmark {

    private static final String APPLICATION_ID = "benchmark-growth";

    private final Path folder;
    private final List<GrowthCase> cases;
    private final Consumer<String> progress;

    /**
     * @param folder for the brokers' data and the local state; empty
     * @param events how many in each case
     * @param mostCustomers customers of the largest case
     * @param progress is told what goes on
     */
    public GrowthBenchmark(Path folder, int events, int mostCustomers, Consumer<String> progress) {
        this.folder = folder;
        this.cases = GrowthCase.of(events, mostCustomers);
        this.progress = progress;
    }

    /** Runs all of it. */
    public GrowthReport run() throws IOException, ExecutionException, InterruptedException {
        List<GrowthReport.Row> rows = new ArrayList<>();
        for (GrowthCase one : cases) {
            progress.accept("%,d customers, %d days, %,d events"
                    .formatted(
                            one.load().customers(),
                            one.load().days(),
                            one.load().events()));
            rows.add(measure(one));
        }
        return new GrowthReport(rows);
    }

    private GrowthReport.Row measure(GrowthCase one) throws IOException, ExecutionException, InterruptedException {
        Path data = folder.resolve("broker");
        Path state = folder.resolve("state");
        try (BenchmarkBroker broker = BenchmarkBroker.start(data)) {
            Sent sent = broker.load(one.load());
            Measurement product = broker.measure(
                    TopologyProgram.class,
                    List.of(
                            broker.address(),
                            state.toString(),
                            Long.toString(sent.events()),
                            "1",
                            APPLICATION_ID,
                            StreamsConfig.EXACTLY_ONCE_V2));
            progress.accept("  %,.0f events per second of processor time, warm".formatted(product.warmRate()));
            product = EngineBenchmark.withContents(broker, product, sent, APPLICATION_ID);
            if (one.restored()) {
                progress.accept("  Restoring it from the changelogs");
                Folders.delete(state);
                Measurement restored = broker.measure(
                        RestoreProgram.class, List.of(broker.address(), state.toString(), APPLICATION_ID));
                product = product.with(restored.details());
            }
            return new GrowthReport.Row(one, product);
        } finally {
            Folders.delete(state);
            Folders.delete(data);
        }
    }
}
