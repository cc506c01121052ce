package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.engine.BrokerProgram;
import io.tillstream.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stops Kafka under load, opens connections that say nothing, floods with headers and packed bodies, and ends the service under load. What was acknowledged has to be on
 * the log afterwards, once.
 */
public final class IngestFaults {

    private static final int SENDERS = 32;
    private static final int IDLE = 10_000;
    private static final int FLOODS = 200;
    private static final int BOMBS = 50;
    private static final Duration CALM = Duration.ofSeconds(8);
    private static final int ACCEPTED = 202;
    private static final int RECOVERY_SECONDS = 60;

    private final Duration outage;
    private final Path program;
    private final Consumer<String> out;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private boolean held = true;

    /**
     * @param outage how long Kafka is away
     * @param program the service's quarkus-run.jar
     * @param out takes the report, line by line
     */
    public IngestFaults(Duration outage, Path program, Consumer<String> out) {
        this.outage = outage;
        this.program = program;
        this.out = out;
    }

    /** All figures, by name. */
    public Map<String, Double> figures() {
        return figures;
    }

    /** Runs all of it in a folder; whether nothing that was acknowledged was lost or stands twice, and the service was there after each. */
    public boolean run(Path folder) throws IOException, InterruptedException {
        int kafkaPort = freePort();
        String kafka = "127.0.0.1:" + kafkaPort;
        ChildJvm broker = broker(folder, kafkaPort);
        try (IngestService service = IngestService.start(program, folder, kafka)) {
            try (TrackedLoad load = new TrackedLoad(service.port(), "outage")) {
                load.start(SENDERS);
                Thread.sleep(CALM);
                long before = load.acknowledged().size();
                broker.close();
                long rss = largestRss(service, outage);
                broker = broker(folder, kafkaPort);
                Thread.sleep(CALM.multipliedBy(2));
                load.finish();
                long after = load.acknowledged().size();
                out.accept(String.format(
                        Locale.ROOT,
                        "Kafka away for %d s under load: %,d batches acknowledged before, %,d in all; refused %s; at most %,d MiB resident",
                        outage.toSeconds(),
                        before,
                        after,
                        load.refusals(),
                        rss));
                figures.put("outage_resident_mebibytes", (double) rss);
                account("outage", kafka, load);
            }
            attack(service);
            try (TrackedLoad load = new TrackedLoad(service.port(), "ending")) {
                load.start(SENDERS);
                Thread.sleep(CALM);
                long begun = System.nanoTime();
                service.close();
                out.accept(String.format(
                        Locale.ROOT, "Ended under load within %.1f s", (System.nanoTime() - begun) / 1e9));
                load.finish();
                account("ending", kafka, load);
            }
        } finally {
            broker.close();
        }
        return held;
    }

    private void attack(IngestService service) throws IOException, InterruptedException {
        Attacks attacks = new Attacks(service.port());
        List<Socket> idle = attacks.idle(IDLE);
        long rss = rss(service);
        idle.forEach(Attacks::closeQuietly);
        out.accept(String.format(
                Locale.ROOT,
                "%,d connections that say nothing: %,d were let in, %,d MiB resident",
                IDLE,
                idle.size(),
                rss));
        figures.put("idle_resident_mebibytes", (double) rss);
        awaitService(service, "idle");
        int cutOff = attacks.headers(FLOODS);
        out.accept(String.format(Locale.ROOT, "%d floods of headers: %d were refused or cut off", FLOODS, cutOff));
        held &= cutOff == FLOODS;
        awaitService(service, "headers");
        Map<Integer, Integer> bombs = attacks.bombs(BOMBS);
        out.accept(String.format(
                Locale.ROOT,
                "%d bodies that unfold to 1 GiB: answered %s, %,d MiB resident",
                BOMBS,
                bombs,
                rss(service)));
        awaitService(service, "bombs");
    }

    private void awaitService(IngestService service, String after) throws InterruptedException {
        try (TrackedLoad probe = new TrackedLoad(service.port(), "probe-" + after)) {
            for (int i = 0; i < RECOVERY_SECONDS; i++) {
                if (probe.post(i) == ACCEPTED) {
                    figures.put(after + "_recovered_seconds", (double) i);
                    return;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
        held = false;
        out.accept("The service takes no events " + RECOVERY_SECONDS + " s after: " + after);
    }

    private void account(String name, String kafka, TrackedLoad load) {
        Logged log = Logged.of(kafka, name, load.acknowledged());
        out.accept(String.format(
                Locale.ROOT,
                "  acknowledged %,d events: %,d are not on the log, %,d stand there twice; %,d there in all",
                (long) load.acknowledged().size() * TrackedLoad.BATCH,
                log.lost(),
                log.twice(),
                log.found()));
        figures.put(name + "_lost_events", (double) log.lost());
        figures.put(name + "_repeated_events", (double) log.twice());
        held &= log.lost() == 0 && log.twice() == 0 && !load.acknowledged().isEmpty();
    }

    private static long largestRss(IngestService service, Duration time) throws IOException, InterruptedException {
        long largest = 0;
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            largest = Math.max(largest, rss(service));
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return largest;
    }

    /** Resident memory in MiB. */
    private static long rss(IngestService service) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(service.process().pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow(() -> new IOException("the memory of processes is not known here"));
    }

    private static ChildJvm broker(Path folder, int port) throws IOException {
        ChildJvm broker = ChildJvm.start(
                BrokerProgram.class,
                BrokerProgram.HEAP_MEBIBYTES,
                List.of(folder.resolve("kafka").toString(), Integer.toString(port)));
        broker.awaitLine(BrokerProgram.ADDRESS);
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
