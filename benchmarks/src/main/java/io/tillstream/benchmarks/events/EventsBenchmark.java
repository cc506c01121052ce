package io.tillstream.benchmarks.events;

import io.tillstream.benchmarks.process.ChildJvm;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link ReadEvent} by JMH, each part in a JVM of its own, and puts the figures beside each other. */
public final class EventsBenchmark {

    private static final String READER = "eventReader";
    private static final String RARE = "rareShape";
    private static final String LIMIT = "tokensOnly";
    private static final String REFERENCE = "tree";

    private final int measuredSeconds;
    private final boolean verbose;

    /**
     * @param measuredSeconds for each of the eight figures
     * @param verbose whether JMH prints every iteration
     */
    public EventsBenchmark(int measuredSeconds, boolean verbose) {
        this.measuredSeconds = measuredSeconds;
        this.verbose = verbose;
    }

    /**
     * Runs it.
     *
     * @throws RunnerException when JMH cannot run
     */
    public Figures run() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ReadEvent.class.getName() + "\\.")
                .forks(1)
                .jvmArgs(ChildJvm.FLAGS.toArray(String[]::new))
                .jvmArgsAppend("-Xmx256m")
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(measuredSeconds)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .build();
        return figures(new Runner(options).run());
    }

    private static Figures figures(Collection<RunResult> results) {
        Map<Shape, Map<String, Result<?>>> figures = new EnumMap<>(Shape.class);
        for (RunResult result : results) {
            Shape shape = Shape.valueOf(result.getParams().getParam("shape"));
            figures.computeIfAbsent(shape, s -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult());
        }
        return new Figures(figures);
    }

    /** What was measured: per shape and way, events per second. */
    public record Figures(Map<Shape, Map<String, Result<?>>> byShape) {

        /** For people. */
        public String text() {
            StringBuilder text = new StringBuilder("Reading one event, one thread\n");
            byShape.forEach((shape, byName) -> append(text, shape, byName));
            return text.toString();
        }

        /** For programs. */
        public BenchmarkResult result() {
            Map<String, Double> numbers = new LinkedHashMap<>();
            byShape.forEach((shape, byName) -> {
                String prefix = shape.name().toLowerCase(Locale.ROOT) + "_";
                put(numbers, prefix + "reader", figure(byName, READER));
                put(numbers, prefix + "rare_shape", figure(byName, RARE));
                put(numbers, prefix + "tokens", figure(byName, LIMIT));
                put(numbers, prefix + "tree", figure(byName, REFERENCE));
            });
            return BenchmarkResult.here("events", numbers);
        }

        private static void put(Map<String, Double> numbers, String name, Result<?> figure) {
            numbers.put(name + "_events_per_second", (double) Math.round(figure.getScore()));
        }
    }

    private static void append(StringBuilder text, Shape shape, Map<String, Result<?>> figures) {
        byte[][] documents = new SampleEvents(ReadEvent.SEED).documents(shape, ReadEvent.DOCUMENTS);
        long bytes =
                Arrays.stream(documents).mapToLong(document -> document.length).sum() / documents.length;
        text.append(String.format(
                Locale.ROOT,
                "%n%-40s %12s %10s %12s%n",
                shape.title() + ", " + bytes + " bytes",
                "events/s",
                "±",
                "of tokens"));
        double limit = figure(figures, LIMIT).getScore();
        append(text, "EventReader: parsed and checked", figure(figures, READER), limit);
        append(text, "EventReader: the same in a rare shape", figure(figures, RARE), limit);
        append(text, "Jackson, tokens alone", figure(figures, LIMIT), limit);
        append(text, "Jackson, databind tree", figure(figures, REFERENCE), limit);
    }

    private static void append(StringBuilder text, String name, Result<?> figure, double limit) {
        text.append(String.format(
                Locale.ROOT,
                "%-40s %,12.0f %,10.0f %12.2f%n",
                name,
                figure.getScore(),
                figure.getScoreError(),
                figure.getScore() / limit));
    }

    private static Result<?> figure(Map<String, Result<?>> figures, String name) {
        Result<?> figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("JMH gave no figure for " + name);
        }
        return figure;
    }
}
