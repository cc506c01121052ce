package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.engine.BrokerProgram;
import io.tillstream.benchmarks.events.SampleEvents;
import io.tillstream.benchmarks.events.Shape;
import io.tillstream.benchmarks.process.ChildJvm;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Posts events to the ingest service with a real broker behind it, and to a server that only reads the body. What counts is the processor time of each server's process,
 * compiler and garbage collector included; the broker and the sender are other processes.
 */
public final class IngestBenchmark {

    private static final int BATCH = 100;
    private static final int BODIES = 64;
    private static final int BATCHES_AT_A_TIME = 16;
    private static final int SINGLES_AT_A_TIME = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);
    private static final double GOAL = 0.6;
    private static final double NANOS = 1e9;

    private final Options options;
    private final Consumer<String> out;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    /**
     * What to measure.
     *
     * @param time for which each of the four is measured, after warming up
     * @param rounds how often; the median counts
     * @param program the service's quarkus-run.jar
     */
    public record Options(Duration time, int rounds, Path program) {}

    private record Rate(double perProcessorSecond, double perSecond, long refused) {}

    private record Load(String name, List<Buffer> bodies, int events, int connections) {}

    /** @param out takes the report, line by line */
    public IngestBenchmark(Options options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    /** All figures, by name. */
    public Map<String, Double> figures() {
        return figures;
    }

    /** Runs it in a folder. */
    public void run(Path folder) throws IOException, InterruptedException {
        try (ChildJvm broker = ChildJvm.start(
                        BrokerProgram.class,
                        BrokerProgram.HEAP_MEBIBYTES,
                        List.of(folder.resolve("kafka").toString()));
                ChildJvm bare = ChildJvm.start(BareProgram.class, 256, List.of())) {
            String kafka = broker.awaitLine(BrokerProgram.ADDRESS);
            int barePort = Integer.parseInt(bare.awaitLine(BareProgram.PORT));
            try (IngestService service = IngestService.start(options.program(), folder, kafka)) {
                for (Load load : List.of(batches(), singles())) {
                    compare(load, bare.process(), barePort, service);
                }
            }
        }
    }

    private void compare(Load load, ProcessHandle bare, int barePort, IngestService service)
            throws InterruptedException {
        try (PostLoad sender = new PostLoad(load.connections())) {
            warmUp(sender, load, bare, barePort, WARM_UP.dividedBy(3));
            warmUp(sender, load, service.process(), service.port(), WARM_UP);
            List<Double> limits = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                Rate limit = measure(sender, load, bare, barePort);
                Rate rate = measure(sender, load, service.process(), service.port());
                limits.add(limit.perProcessorSecond());
                rates.add(rate.perProcessorSecond());
                ratios.add(rate.perProcessorSecond() / limit.perProcessorSecond());
                out.accept(String.format(
                        Locale.ROOT,
                        "%-15s %,12.0f events per processor second (%,.0f a second, %d refused), bare %,.0f, ratio %.2f",
                        load.name(),
                        rate.perProcessorSecond(),
                        rate.perSecond(),
                        rate.refused(),
                        limit.perProcessorSecond(),
                        ratios.getLast()));
            }
            String name = load.name().replace(' ', '_');
            figures.put(name + "_events_per_cpu_second", median(rates));
            figures.put(name + "_bare_events_per_cpu_second", median(limits));
            figures.put(name + "_to_bare_ratio", median(ratios));
            if (load.events() > 1) {
                out.accept(String.format(
                        Locale.ROOT, "%-15s median ratio %.2f, goal %.1f", load.name(), median(ratios), GOAL));
            }
        }
    }

    /** Until the server has used so much processor time: on a busy machine a time by the clock ends while it still compiles. */
    private static void warmUp(PostLoad sender, Load load, ProcessHandle server, int port, Duration processorTime)
            throws InterruptedException {
        Duration end = cpu(server).plus(processorTime);
        long latest = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        while (cpu(server).compareTo(end) < 0 && System.nanoTime() < latest) {
            sender.post(port, load.bodies(), WARM_UP_SLICE);
        }
    }

    private Rate measure(PostLoad sender, Load load, ProcessHandle server, int port) throws InterruptedException {
        Duration before = cpu(server);
        long begun = System.nanoTime();
        PostLoad.Answers answers = sender.post(port, load.bodies(), options.time());
        double seconds = (System.nanoTime() - begun) / NANOS;
        double used = cpu(server).minus(before).toNanos() / NANOS;
        double events = (double) answers.answered() * load.events();
        return new Rate(events / used, events / seconds, answers.others());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("processor times of processes are not known here"));
    }

    private static Load batches() {
        byte[][] events = new SampleEvents(7).documents(Shape.ADD_TO_CART, BATCH * BODIES);
        List<Buffer> bodies = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            Buffer body = Buffer.buffer("[");
            for (byte[] event : Arrays.copyOfRange(events, i * BATCH, (i + 1) * BATCH)) {
                body.appendString(body.length() > 1 ? "," : "").appendBytes(event);
            }
            bodies.add(body.appendString("]"));
        }
        return new Load("batches of 100", bodies, BATCH, BATCHES_AT_A_TIME);
    }

    private static Load singles() {
        List<Buffer> bodies = Arrays.stream(new SampleEvents(8).documents(Shape.ADD_TO_CART, BATCH * BODIES))
                .map(Buffer::buffer)
                .toList();
        return new Load("single posts", bodies, 1, SINGLES_AT_A_TIME);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
