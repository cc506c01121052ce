package io.tillstream.query.projection;

import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.Log;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** Measures how long 500,000 events (one in ten a purchase) and 300,000 sales cells take to become rows. Run by hand; prints wall and CPU time. */
final class ProjectionSpeed {

    private static final int EVENTS = 500_000;
    private static final int CELLS = 300_000;

    private ProjectionSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path dir = Files.createTempDirectory("projection-speed");
        try (LocalBroker broker = LocalBroker.start(dir.resolve("kafka"), 0);
                LocalDatabase database = LocalDatabase.start(dir.resolve("postgres"), 0, "test")) {
            String url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                    + "?currentSchema=tillstream";
            Flyway.configure()
                    .dataSource(url, database.user(), "test")
                    .schemas("tillstream")
                    .load()
                    .migrate();
            try (Log log = new Log(broker.bootstrapServers())) {
                fill(log);
            }
            measure(
                    new ProjectionSettings(
                            broker.access(), 4, url, database.user(), "test", 20_000, BusinessTime.UTC, "USD"),
                    postmaster(dir));
        }
    }

    private static ProcessHandle postmaster(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("postgres"), 3)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                    .orElseThrow();
        }
    }

    private static void fill(Log log) {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        for (int i = 0; i < EVENTS; i++) {
            String customer = "c" + i * 31L % 20_000;
            boolean purchase = i % 10 == 0;
            log.send(TopicCatalogue.EVENTS, customer, """
                    {"event_id":"00000000-0000-4000-8000-%012d","action":"%s","customer_id":"%s","session_id":"s-%d","timestamp":"%s",%s\
                    "items":[{"product_id":"p-%d","title":"Product %d","category":"Books","brand":"Brand","price":29.99,"quantity":1,"discount":0}],\
                    "context":{"channel":"web","device":"mobile","country":"US","location":"Chicago"}}""".formatted(
                            i,
                            purchase ? "purchase" : "view_item",
                            customer,
                            i / 20,
                            start.plusSeconds(i * 90L),
                            purchase ? "\"order_id\":\"o-" + i + "\"," : "",
                            i % 500,
                            i % 500));
        }
        for (int i = 0; i < CELLS; i++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(i % 540);
            String product = "p-" + i / 540;
            log.send(
                    TopicCatalogue.SALES,
                    "day|" + day + "|product|" + product,
                    SalesCell.class,
                    new SalesCell(
                            "day",
                            day,
                            "product",
                            product,
                            "Product",
                            "Books",
                            3,
                            4,
                            90_000_000,
                            0,
                            90_000_000,
                            0,
                            0,
                            3,
                            9,
                            5,
                            null,
                            start));
        }
        log.flush();
    }

    private static void measure(ProjectionSettings settings, ProcessHandle postmaster) throws InterruptedException {
        long begun = System.nanoTime();
        Projection projection = new Projection(settings, new CountDownLatch(0));
        projection.start();
        ProjectionProgress progress = projection.progress();
        while (progress.projected(TopicCatalogue.EVENTS.name()) < EVENTS
                || progress.projected(TopicCatalogue.SALES.name()) < CELLS) {
            Thread.sleep(50);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuNanos = Arrays.stream(threads.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().startsWith("projection-"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
        long databaseMillis = postmaster
                .descendants()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
        System.out.printf(
                "wall %.1f s, projection threads %.1f CPU-s, database processes %.1f CPU-s%n",
                wall.toMillis() / 1000.0, cpuNanos / 1e9, databaseMillis / 1000.0);
        projection.close();
    }
}
