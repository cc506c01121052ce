package io.tillstream.ingest.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.imports.mapping.MappingRefusal.Reason;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved mappings of two instances on one real broker. */
class MappingStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String TILL = "till";

    private final OutputJson<SavedMapping> json = OutputJson.of(SavedMapping.class);

    @TempDir
    Path folder;

    private LocalBroker broker;
    private MappingInstance one;
    private MappingInstance two;

    @BeforeEach
    void startTwoInstances() {
        broker = LocalBroker.start(folder.resolve("kafka"), 0);
        one = new MappingInstance(broker.bootstrapServers());
        two = new MappingInstance(broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        broker.close();
    }

    @Test
    void shouldShowEachInstanceWhatTheOtherSavedChangedAndDeleted() throws Exception {
        KeptMapping saved = one.store.save(mapping(TILL, "Beleg"), null);
        assertThat(one.store.find("shop", TILL)).contains(saved);
        awaitAt(two, saved);

        KeptMapping changed = two.store.save(mapping(TILL, "Bon"), saved.version());
        assertThat(changed.version()).isGreaterThan(saved.version());
        awaitAt(one, changed);

        one.store.delete("shop", TILL, changed.version());
        assertThat(one.store.find("shop", TILL)).isEmpty();
        Awaitility.await()
                .atMost(MappingInstance.PATIENCE)
                .until(() -> two.store.visible("shop").isEmpty());
        KeptMapping anew = two.store.save(mapping(TILL, "Beleg"), 0L);
        assertThat(anew.version()).as("no version comes again").isGreaterThan(changed.version());
    }

    @Test
    void shouldRefuseAChangeThatWasNotMadeFromWhatStandsThere() throws Exception {
        KeptMapping saved = one.store.save(mapping(TILL, "Beleg"), null);
        KeptMapping newer = two.store.save(mapping(TILL, "Bon"), saved.version());

        assertRefused(() -> one.store.save(mapping(TILL, "Rechnung"), saved.version()), Reason.CHANGED);
        assertRefused(() -> one.store.delete("shop", TILL, saved.version()), Reason.CHANGED);
        assertRefused(() -> one.store.save(mapping(TILL, "Rechnung"), 0L), Reason.CHANGED);
        assertRefused(() -> one.store.save(mapping(TILL, "Rechnung"), null), Reason.VERSION_NEEDED);
        assertRefused(() -> one.store.save(mapping("other", "Beleg"), 1L), Reason.CHANGED);
        assertRefused(() -> one.store.delete("shop", "other", null), Reason.NOT_FOUND);
        assertThat(one.store.visible("shop")).containsExactly(newer);
        // what stands there already may be said again, as after an answer that was lost
        assertThat(one.store.save(mapping(TILL, "Bon"), null)).isEqualTo(newer);
    }

    /** Each counts up from what it read, as two people do who do not know of each other: no step may be lost. */
    @Test
    void shouldLoseNoChangeHoweverManyAreMadeAtOnce() throws Exception {
        int steps = 5;
        one.store.save(mapping(TILL, "0"), null);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> refusals = new ArrayList<>();
            for (MappingInstance instance : List.of(one, two, one, two)) {
                refusals.add(people.submit(counting(instance.store, steps)));
            }
            int refused = 0;
            for (Future<Integer> each : refusals) {
                refused += each.get();
            }
            assertThat(refused).as("changes that came too late").isPositive();
        }

        try (MappingInstance later = new MappingInstance(broker.bootstrapServers())) {
            assertThat(count(later.store)).isEqualTo(4 * steps);
        }
    }

    private static Callable<Integer> counting(MappingStore store, int steps) {
        return () -> {
            int refused = 0;
            for (int done = 0; done < steps; ) {
                KeptMapping now = store.find("shop", TILL).orElseThrow();
                int next = Integer.parseInt(
                                now.mapping().mapping().keySet().iterator().next())
                        + 1;
                try {
                    store.save(mapping(TILL, Integer.toString(next)), now.version());
                    done++;
                } catch (MappingRefusal e) {
                    assertThat(e.reason())
                            .as("%s, by %s", e.getMessage(), e.getCause())
                            .isIn(Reason.CHANGED, Reason.BUSY);
                    refused++;
                }
            }
            return refused;
        };
    }

    private static int count(MappingStore store) throws MappingRefusal {
        return Integer.parseInt(store.find("shop", TILL)
                .orElseThrow()
                .mapping()
                .mapping()
                .keySet()
                .iterator()
                .next());
    }

    @Test
    void shouldGoOnToAnswerWithoutKafkaAndSaveNothing() throws Exception {
        KeptMapping saved = one.store.save(mapping(TILL, "Beleg"), null);
        awaitAt(two, saved);
        int port = broker.port();
        broker.close();

        assertRefused(() -> one.store.save(mapping("other", "Bon"), null), Reason.UNAVAILABLE);
        Awaitility.await().atMost(MappingInstance.PATIENCE).until(() -> !two.link.isUp());
        long begin = System.nanoTime();
        assertRefused(() -> two.store.save(mapping("other", "Bon"), null), Reason.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("known to be away: refused at once")
                .isLessThan(Duration.ofSeconds(1));
        assertThat(one.store.visible("shop")).containsExactly(saved);
        assertThat(two.store.find("shop", TILL)).contains(saved);

        broker = LocalBroker.start(folder.resolve("kafka"), port);
        Awaitility.await().atMost(MappingInstance.PATIENCE).until(() -> two.link.isUp());
        KeptMapping changed = two.store.save(mapping(TILL, "Bon"), saved.version());
        awaitAt(one, changed);
        assertThat(one.store.visible("shop")).containsExactly(changed);
    }

    @Test
    void shouldKeepOfEachKeyItsOwnAndPreferThem() throws Exception {
        KeptMapping others = one.store.save(of("market", TILL, true, "Beleg", NOON), null);
        KeptMapping hidden = one.store.save(of("market", "hidden", false, "Beleg", NOON), null);

        assertThat(one.store.visible("shop")).containsExactly(others);
        assertThat(one.store.visible("market")).containsExactly(hidden, others);
        KeptMapping own = one.store.save(of("shop", TILL, false, "Bon", NOON.minusSeconds(60)), null);
        assertThat(one.store.find("shop", TILL)).contains(own);
        assertThat(one.store.find("market", TILL)).contains(others);
    }

    @Test
    void shouldBoundHowManyAndHowLargeTheyAre() throws Exception {
        List<SavedMapping> most = new ArrayList<>();
        for (int i = 0; i < MappingStore.MOST; i++) {
            most.add(mapping("m" + i, "Beleg"));
        }
        write(most);
        Awaitility.await()
                .atMost(MappingInstance.PATIENCE)
                .until(() -> one.store.visible("shop").size() == MappingStore.MOST);

        assertRefused(() -> one.store.save(mapping(TILL, "Beleg"), null), Reason.TOO_MANY);
        long version = one.store.find("shop", "m7").orElseThrow().version();
        assertThat(one.store.save(mapping("m7", "Bon"), version).version()).isGreaterThan(version);

        List<SavedMapping> large = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            large.add(new SavedMapping(
                    "m" + i,
                    "market",
                    false,
                    Map.of(),
                    Map.of("sheet", "x".repeat(MappingStore.MOST_BYTES / 5)),
                    NOON));
        }
        write(large);
        Awaitility.await()
                .atMost(MappingInstance.PATIENCE)
                .until(() -> one.store.visible("market").size() == large.size());
        assertRefused(() -> one.store.save(of("mall", TILL, false, "Beleg", NOON), null), Reason.TOO_MANY);
    }

    @Test
    void shouldTakeFilesOfAnEarlierVersionOverOnce() throws Exception {
        file("one", "a.json", of("shop", TILL, false, "older", NOON));
        file("two", "a.json", of("shop", TILL, false, "newer", NOON.plusSeconds(1)));
        file("one", "b.json", of("shop", "of one", false, "Beleg", NOON));
        Path broken = Files.writeString(folder.resolve("one/mappings/c.json"), "{\"name\":");

        new MappingFiles(folder.resolve("two")).takeOver(two.store);
        new MappingFiles(folder.resolve("one")).takeOver(one.store);

        assertThat(one.store.visible("shop"))
                .extracting(KeptMapping::mapping)
                .containsExactly(
                        of("shop", "of one", false, "Beleg", NOON),
                        of("shop", TILL, false, "newer", NOON.plusSeconds(1)));
        assertThat(broken).exists();
        assertThat(folder.resolve("one/mappings/a.json.taken")).exists();
        one.store.delete("shop", TILL, null);
        new MappingFiles(folder.resolve("one")).takeOver(one.store);
        new MappingFiles(folder.resolve("two")).takeOver(one.store);
        assertThat(one.store.find("shop", TILL)).as("deleted afterwards").isEmpty();
    }

    @Test
    void shouldLeaveOutARecordThatIsNoMapping() throws Exception {
        KeptMapping saved = one.store.save(mapping(TILL, "Beleg"), null);
        write("shop|broken", "{\"name\":7}".getBytes(StandardCharsets.UTF_8));
        write("shop|till", "{\"name\":\"till\"}".getBytes(StandardCharsets.UTF_8));

        Awaitility.await()
                .atMost(MappingInstance.PATIENCE)
                .until(() -> one.store.visible("shop").isEmpty());
        assertThat(one.store.save(mapping(TILL, "Beleg"), 0L).version()).isGreaterThan(saved.version());
    }

    private void file(String instance, String name, SavedMapping mapping) throws Exception {
        Path target = Files.createDirectories(folder.resolve(instance).resolve("mappings"));
        Files.write(target.resolve(name), json.write(mapping));
    }

    private void write(List<SavedMapping> mappings) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = mappings.stream()
                    .map(mapping -> producer.send(message(mapping.key(), json.write(mapping))))
                    .toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    private void write(String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(message(key, value)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String key, byte[] value) {
        return new ProducerRecord<>(TopicCatalogue.IMPORT_MAPPINGS.name(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void awaitAt(MappingInstance instance, KeptMapping expected) {
        Awaitility.await()
                .atMost(MappingInstance.PATIENCE)
                .until(() -> instance.store.find("shop", TILL).orElse(null), expected::equals);
    }

    private static void assertRefused(ThrowingCallable work, Reason reason) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MappingRefusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo(reason));
    }

    private static SavedMapping mapping(String name, String column) {
        return of("shop", name, false, column, NOON);
    }

    private static SavedMapping of(String owner, String name, boolean shared, String column, Instant savedAt) {
        return new SavedMapping(name, owner, shared, Map.of(column, "order_id"), Map.of("date_format", "iso"), savedAt);
    }
}
