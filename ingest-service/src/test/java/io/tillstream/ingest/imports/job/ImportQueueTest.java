package io.tillstream.ingest.imports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.job.ImportQueue.QueueFullException;
import io.tillstream.ingest.publish.EventBatch;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaEventPublisher;
import io.tillstream.ingest.publish.KafkaLink;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.runtime.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Imports against a real broker, and two against one that goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportQueueTest {

    private static final int ORDERS = 6_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private LocalBroker broker;
    private KafkaLink link;
    private EventPublisher kafka;
    private String customers = "";
    private String others = "";

    @BeforeAll
    void startKafka(@TempDir Path data) {
        broker = LocalBroker.start(data.resolve("kafka"), 0);
        link = link(broker.bootstrapServers());
        kafka = new KafkaEventPublisher(link);
        await().atMost(PATIENCE).until(link::isUp);
    }

    @AfterAll
    void stopKafka() {
        link.close();
        broker.close();
    }

    /** Of each test alone: they share the log. */
    @BeforeEach
    void nameCustomers() {
        customers = "c" + UUID.randomUUID() + "-";
        others = "d" + UUID.randomUUID() + "-";
    }

    @Test
    void shouldPauseWhileKafkaIsAwayAndLoseNothing() throws Exception {
        LocalBroker going = LocalBroker.start(folder.resolve("kafka"), 0);
        int port = going.port();
        AtomicInteger batches = new AtomicInteger();
        try (KafkaLink to = link(going.bootstrapServers())) {
            await().atMost(PATIENCE).until(to::isUp);
            EventPublisher stopping = new Observed(new KafkaEventPublisher(to), () -> {
                if (batches.incrementAndGet() == 10) {
                    going.close();
                }
            });
            try (ImportQueue queue = queue(stopping)) {
                String id = queue.submit(table(customers, ORDERS), "table.csv", ImportOptions.DEFAULT)
                        .id();

                await().atMost(PATIENCE).until(() -> state(queue, id) == ImportState.WAITING_FOR_KAFKA);
                assertThat(status(queue, id).progress().eventsAcknowledged()).isLessThan(ORDERS);
                try (LocalBroker back = LocalBroker.start(folder.resolve("kafka"), port)) {
                    await().atMost(PATIENCE).until(() -> state(queue, id).isFinal());
                    assertThat(status(queue, id).state()).isEqualTo(ImportState.COMPLETED);
                    assertThat(status(queue, id).progress().eventsAcknowledged())
                            .isEqualTo(ORDERS);
                    assertThat(EventIds.onTheLog(back.bootstrapServers(), customers).stream()
                                    .distinct())
                            .hasSize(ORDERS);
                }
            }
        } finally {
            going.close();
        }
    }

    @Test
    void shouldGoOnWhereAKilledServiceWas() throws Exception {
        Path file = table(customers, ORDERS);
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportProgram.class.getName(),
                        broker.bootstrapServers(),
                        folder.resolve("imports").toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = killed.inputReader()) {
            for (int batches = 0; batches < 40; batches++) {
                String line = said.readLine();
                while (line != null && !line.equals("sent")) {
                    line = said.readLine();
                }
                assertThat(line).as("the import ended before it was killed").isNotNull();
            }
        } finally {
            killed.destroyForcibly().waitFor();
        }

        AtomicInteger sentAfterwards = new AtomicInteger();
        try (ImportQueue queue = queue(new Observed(kafka, sentAfterwards::incrementAndGet))) {
            String id = queue.list().getFirst().id();
            await().atMost(PATIENCE).until(() -> state(queue, id) == ImportState.COMPLETED);

            assertThat(queue.list()).hasSize(1);
            assertThat(status(queue, id).progress().eventsAcknowledged()).isEqualTo(ORDERS);
            assertThat(status(queue, id).report()).isNotNull();
        }
        List<String> ids = EventIds.onTheLog(broker.bootstrapServers(), customers);
        assertThat(ids.stream().distinct()).hasSize(ORDERS);
        // 40 batches of 100 were begun, of which 8 may have been on the way and up to 1,000 acknowledged events not
        // noted
        assertThat(sentAfterwards.get()).isLessThanOrEqualTo(60 - 40 + 1 + 8 + 10 + 1);
        assertThat(folder.resolve("imports").resolve("tickets")).isEmptyDirectory();
    }

    @Test
    void shouldCompleteAnInterruptedImportWhenTheFileIsImportedAgain() throws Exception {
        Path file = table(customers, ORDERS);
        CountDownLatch begun = new CountDownLatch(10);
        String interrupted;
        try (ImportQueue queue = queue(new Observed(kafka, begun::countDown))) {
            interrupted = queue.submit(file, "table.csv", ImportOptions.DEFAULT).id();
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        }
        // another file to the service, so that it does not go on by itself
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        try (ImportQueue queue = queue(kafka)) {
            assertThat(status(queue, interrupted).state()).isEqualTo(ImportState.INTERRUPTED);
            String again =
                    queue.submit(file, "table.csv", ImportOptions.DEFAULT).id();
            await().atMost(PATIENCE).until(() -> state(queue, again) == ImportState.COMPLETED);
            assertThat(EventIds.onTheLog(broker.bootstrapServers(), customers).stream()
                            .distinct())
                    .hasSize(ORDERS);
            assertThat(queue.list()).extracting(ImportStatus::id).containsExactly(again, interrupted);
        }
    }

    @Test
    void shouldMarkWhatAKilledServiceLeftAndKeepReports() throws Exception {
        String id;
        try (ImportQueue queue = queue(kafka)) {
            id = queue.submit(table(customers, 3), "table.csv", ImportOptions.DEFAULT)
                    .id();
            await().atMost(PATIENCE).until(() -> state(queue, id) == ImportState.COMPLETED);
        }
        ImportStore store = new ImportStore(folder.resolve("imports"));
        ImportStatus done = store.open(Instant.EPOCH).getFirst();
        store.save(new ImportStatus(
                "running-when-killed",
                "other.csv",
                ImportState.RUNNING,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                done.progress(),
                null,
                null));
        Path leftOver = Files.writeString(store.newWorkFile(), "half a file");

        try (ImportQueue queue = queue(kafka)) {
            assertThat(status(queue, id)).isEqualTo(done);
            assertThat(done.report()).isNotNull();
            assertThat(done.report().revenue()).isEqualByComparingTo("7.65");
            ImportStatus killed = status(queue, "running-when-killed");
            assertThat(killed.state()).isEqualTo(ImportState.INTERRUPTED);
            assertThat(killed.problem()).isNotNull();
            assertThat(killed.problem().detail()).contains("import the file again");
            assertThat(leftOver).doesNotExist();
        }
    }

    @Test
    void shouldRunOneAtATimeAndCancelWhatWaits() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        EventPublisher held = new Observed(kafka, () -> {
            running.countDown();
            acknowledgement.join();
        });
        try (ImportQueue queue = queue(held)) {
            String first = queue.submit(table(customers, 300), "first.csv", ImportOptions.DEFAULT)
                    .id();
            String second = queue.submit(table(others, 3), "second.csv", ImportOptions.DEFAULT)
                    .id();
            running.await();

            assertThat(status(queue, first).state()).isEqualTo(ImportState.RUNNING);
            assertThat(status(queue, second).state()).isEqualTo(ImportState.QUEUED);
            queue.cancel(first);
            queue.cancel(second);
            acknowledgement.complete(null);

            await().atMost(PATIENCE)
                    .until(() -> state(queue, first).isFinal()
                            && state(queue, second).isFinal());
            assertThat(status(queue, first).state()).isEqualTo(ImportState.CANCELLED);
            assertThat(status(queue, second).state()).isEqualTo(ImportState.CANCELLED);
            assertThat(EventIds.onTheLog(broker.bootstrapServers(), others)).isEmpty();
        }
    }

    @Test
    void shouldCancelWhileWaitingForKafka() throws Exception {
        try (KafkaLink nowhere = link("127.0.0.1:" + Ports.free());
                ImportQueue queue = queue(new KafkaEventPublisher(nowhere))) {
            String id = queue.submit(table(customers, 3), "table.csv", ImportOptions.DEFAULT)
                    .id();
            await().atMost(PATIENCE).until(() -> state(queue, id) == ImportState.WAITING_FOR_KAFKA);

            queue.cancel(id);

            await().atMost(PATIENCE).until(() -> state(queue, id) == ImportState.CANCELLED);
        }
    }

    @Test
    void shouldRefuseMoreThanTheQueueHolds() throws Exception {
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        Path file = table(customers, 3);
        try (ImportQueue queue = queue(new Observed(kafka, acknowledgement::join))) {
            for (int i = 0; i < 17; i++) {
                queue.submit(file, "table.csv", ImportOptions.DEFAULT);
            }

            assertThatThrownBy(() -> queue.submit(file, "table.csv", ImportOptions.DEFAULT))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("16 imports wait");
            acknowledgement.complete(null);
            await().atMost(PATIENCE)
                    .until(() -> queue.list().stream().allMatch(status -> status.state() == ImportState.COMPLETED));
        }
    }

    private ImportQueue queue(EventPublisher publisher) throws IOException {
        return queue(folder.resolve("imports"), publisher);
    }

    static ImportQueue queue(Path imports, EventPublisher publisher) throws IOException {
        ImportSettings settings = new ImportSettings(imports, 1 << 30, 1_000_000, true, ZoneOffset.UTC, "USD");
        return new ImportQueue(settings, new ImportStore(settings.folder()), publisher, Clock.systemUTC());
    }

    private static ImportStatus status(ImportQueue queue, String id) {
        return queue.find(id).orElseThrow();
    }

    private static ImportState state(ImportQueue queue, String id) {
        return status(queue, id).state();
    }

    private Path table(String buyers, int orders) throws IOException {
        StringBuilder table = new StringBuilder(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (int i = 0; i < orders; i++) {
            table.append(buyers).append("-").append(i);
            table.append(",A,MUG,1,2010-12-01 08:26:00,2.55,")
                    .append(buyers)
                    .append(i % 100)
                    .append(",UK\n");
        }
        return Files.writeString(folder.resolve(buyers + orders + ".csv"), table);
    }

    static KafkaLink link(String bootstrapServers) {
        KafkaLink link = new KafkaLink(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "delivery.timeout.ms", 2_000,
                        "request.timeout.ms", 1_000,
                        "linger.ms", 0,
                        "max.block.ms", 1_000),
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "request.timeout.ms",
                        1_000,
                        "default.api.timeout.ms",
                        2_000),
                1);
        link.start();
        return link;
    }

    /** Publishes to Kafka, after something else happened. */
    private record Observed(EventPublisher kafka, Runnable before) implements EventPublisher {

        @Override
        public CompletionStage<Void> publish(List<CommerceEvent> events) {
            before.run();
            return kafka.publish(events);
        }

        @Override
        public EventBatch begin() {
            return kafka.begin();
        }

        @Override
        public boolean isAvailable() {
            return kafka.isAvailable();
        }
    }
}
