package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.Folders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Measures how many events a second of processor time suffices for, of the process that works on them: each of the {@link Variant}s over the same events, in a
 * JVM of its own, with a broker in another.
 */
public final class EngineBenchmark {

    private final Path folder;
    private final EngineOptions options;
    private final Consumer<String> progress;

    /**
     * @param folder for the broker's data and the local state; empty
     * @param progress is told what goes on
     */
    public EngineBenchmark(Path folder, EngineOptions options, Consumer<String> progress) {
        this.folder = folder;
        this.options = options;
        this.progress = progress;
    }

    /** Runs all of it. */
    public EngineReport run() throws IOException, ExecutionException, InterruptedException {
        progress.accept("Starting a broker");
        try (BenchmarkBroker broker = BenchmarkBroker.start(folder.resolve("broker"))) {
            progress.accept("Loading %,d events of %,d customers"
                    .formatted(options.load().events(), options.load().customers()));
            Sent sent = broker.load(options.load());
            List<Map<Variant, Measurement>> rounds = new ArrayList<>();
            for (int round = 1; round <= options.rounds(); round++) {
                Map<Variant, Measurement> measured = new EnumMap<>(Variant.class);
                for (Variant variant : Variant.values()) {
                    if (options.variants().contains(variant)) {
                        progress.accept("Round %d of %d: %s".formatted(round, options.rounds(), variant.title()));
                        measured.put(variant, measure(broker, variant, sent, variant.option() + "-" + round));
                    }
                }
                rounds.add(measured);
            }
            return new EngineReport(options.load(), sent, rounds);
        }
    }

    private Measurement measure(BenchmarkBroker broker, Variant variant, Sent sent, String name)
            throws IOException, ExecutionException, InterruptedException {
        broker.renewTopics();
        if (options.models()) {
            TrainedSize.publish(broker.address());
        }
        // of its own in each round: a group's offsets outlive its topics
        String applicationId = "benchmark-" + name;
        Path state = folder.resolve("state");
        try {
            Measurement measured =
                    switch (variant) {
                        case LIMIT -> broker.measure(ReadingProgram.class, List.of(broker.address()));
                        case DSL, DSL_WHOLE ->
                            broker.measure(
                                    DslProgram.class,
                                    List.of(
                                            broker.address(),
                                            state.toString(),
                                            sent.line(),
                                            applicationId,
                                            variant.name()));
                        case PRODUCT ->
                            withContents(
                                    broker, product(broker, variant, sent, state, applicationId), sent, applicationId);
                        case PRODUCT_AT_LEAST_ONCE, PRODUCT_ALL_CORES ->
                            product(broker, variant, sent, state, applicationId);
                        case LOOP, LOOP_ALL_CORES ->
                            broker.measure(
                                    LoopProgram.class,
                                    List.of(broker.address(), sent.line(), Integer.toString(variant.threads())));
                    };
            progress.accept("  %,.0f events per second of processor time, warm".formatted(measured.warmRate()));
            return measured;
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(variant.title(), e.getMessage()), e);
        } finally {
            Folders.delete(state);
        }
    }

    private static Measurement product(
            BenchmarkBroker broker, Variant variant, Sent sent, Path state, String applicationId)
            throws IOException, InterruptedException {
        String guarantee =
                variant == Variant.PRODUCT_AT_LEAST_ONCE ? StreamsConfig.AT_LEAST_ONCE : StreamsConfig.EXACTLY_ONCE_V2;
        return broker.measure(
                TopologyProgram.class,
                List.of(
                        broker.address(),
                        state.toString(),
                        Long.toString(sent.events()),
                        Integer.toString(variant.threads()),
                        applicationId,
                        guarantee));
    }

    /** Adds what it wrote to its internal topics. */
    static Measurement withContents(BenchmarkBroker broker, Measurement measured, Sent sent, String applicationId) {
        TopicContents customers = broker.contents(applicationId + "-customer-state-changelog");
        TopicContents cells = broker.contents(applicationId + "-cells-changelog");
        TopicContents deltas = broker.contents(TopicCatalogue.CELL_DELTAS.name());
        if (customers.keys() != sent.visitors()) {
            throw new IllegalStateException("%,d customers are in the state, and events were of %,d"
                    .formatted(customers.keys(), sent.visitors()));
        }
        Map<String, Long> details = new TreeMap<>();
        details.put(StateFigures.CUSTOMERS, customers.keys());
        details.put(StateFigures.STATE_BYTES, customers.newestBytes());
        details.put(StateFigures.CUSTOMER_CHANGELOG, customers.bytes());
        details.put(StateFigures.CELL_CHANGELOG, cells.bytes());
        details.put(StateFigures.REPARTITION_RECORDS, deltas.records());
        return measured.with(details);
    }
}
