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
 * Posts events to the ingest service with a real broker behind it, to a server that only reads the body, and to one that sends what is in it to the broker unread. What counts is the
 * processor time of each server's process, compiler and garbage collector included; the broker and the sender are other processes.
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
     * @param time for which each server is measured with each load, after warming up
     * @param rounds how often; the median counts
     * @param program the service's quarkus-run.jar
     */
    public record Options(Duration time, int rounds, Path program) {}

    /** A server to be measured. */
    private record Server(ProcessHandle process, int port) {

        static Server of(ChildJvm program) throws IOException {
            return new Server(program.process(), Integer.parseInt(program.awaitLine(BareProgram.PORT)));
        }
    }

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
            try (IngestService service = IngestService.start(options.program(), folder, kafka);
                    ChildJvm cutting = ChildJvm.start(CutProgram.class, 256, List.of(kafka))) {
                Server ingest = new Server(service.process(), service.port());
                Server limit = Server.of(bare);
                Server unread = Server.of(cutting);
                for (Load load : List.of(batches(), singles())) {
                    compare(load, limit, unread, ingest);
                }
            }
        }
    }

    private void compare(Load load, Server bare, Server unread, Server ingest) throws InterruptedException {
        try (PostLoad sender = new PostLoad(load.connections())) {
            warmUp(sender, load, bare, WARM_UP.dividedBy(3));
            warmUp(sender, load, unread, WARM_UP.dividedBy(2));
            warmUp(sender, load, ingest, WARM_UP);
            List<Double> bareRates = new ArrayList<>();
            List<Double> unreadRates = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            List<Double> toBare = new ArrayList<>();
            List<Double> toUnread = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                double limit = measure(sender, load, bare).perProcessorSecond();
                double sent = measure(sender, load, unread).perProcessorSecond();
                Rate rate = measure(sender, load, ingest);
                bareRates.add(limit);
                unreadRates.add(sent);
                rates.add(rate.perProcessorSecond());
                toBare.add(rate.perProcessorSecond() / limit);
                toUnread.add(rate.perProcessorSecond() / sent);
                out.accept(String.format(
                        Locale.ROOT,
                        "%-15s %,12.0f events per processor second (%,.0f a second, %d refused), sent unread %,.0f, ratio %.2f, bare %,.0f, ratio %.2f",
                        load.name(),
                        rate.perProcessorSecond(),
                        rate.perSecond(),
                        rate.refused(),
                        sent,
                        toUnread.getLast(),
                        limit,
                        toBare.getLast()));
            }
            String name = load.name().replace(' ', '_');
            figures.put(name + "_events_per_cpu_second", median(rates));
            figures.put(name + "_bare_events_per_cpu_second", median(bareRates));
            figures.put(name + "_unread_events_per_cpu_second", median(unreadRates));
            figures.put(name + "_to_bare_ratio", median(toBare));
            figures.put(name + "_to_unread_ratio", median(toUnread));
            if (load.events() > 1) {
                out.accept(String.format(
                        Locale.ROOT, "%-15s median ratio %.2f, goal %.1f", load.name(), median(toBare), GOAL));
            }
        }
    }

    /** Until the server has used so much processor time: on a busy machine a time by the clock ends while it still compiles. */
    private static void warmUp(PostLoad sender, Load load, Server server, Duration processorTime)
            throws InterruptedException {
        Duration end = cpu(server).plus(processorTime);
        long latest = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        while (cpu(server).compareTo(end) < 0 && System.nanoTime() < latest) {
            sender.post(server.port(), load.bodies(), WARM_UP_SLICE);
        }
    }

    private Rate measure(PostLoad sender, Load load, Server server) throws InterruptedException {
        Duration before = cpu(server);
        long begun = System.nanoTime();
        PostLoad.Answers answers = sender.post(server.port(), load.bodies(), options.time());
        double seconds = (System.nanoTime() - begun) / NANOS;
        double used = cpu(server).minus(before).toNanos() / NANOS;
        double events = (double) answers.answered() * load.events();
        return new Rate(events / used, events / seconds, answers.others());
    }

    private static Duration cpu(Server server) {
        return server.process()
                .info()
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
