package io.tillstream.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.Shops;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.Pace;
import io.tillstream.simulator.publish.Counts;
import io.tillstream.simulator.publish.KafkaLink;
import io.tillstream.simulator.publish.Publisher;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldContinueTheHistoryWithoutAGapAfterAKill() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            Path data = folder.resolve("data");
            CheckpointFile file = new CheckpointFile(data);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HistoryProcess.class.getName(),
                            broker.bootstrapServers(),
                            data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> file.read().map(Checkpoint::acknowledged).orElse(0L) > 0);
            } finally {
                process.destroyForcibly().waitFor();
            }
            Checkpoint atKill = file.read().orElseThrow();
            assertThat(atKill.historyDone())
                    .as("the kill came in the middle of the history")
                    .isFalse();

            Counts counts = new Counts();
            try (Simulator simulator = HistoryProcess.simulator(broker.bootstrapServers(), data, counts)) {
                simulator.start();
                await().atMost(LONG).until(() -> simulator.phase() == Phase.DONE);
                assertThat(simulator.history().percent()).isEqualTo(100);
            }

            Map<String, List<String>> expected = expectedIdsByKey();
            long all = expected.values().stream().mapToLong(List::size).sum();
            assertThat(counts.sent()).isEqualTo(all - atKill.acknowledged());
            assertThat(file.read().orElseThrow().acknowledged()).isEqualTo(all);

            long records = 0;
            Map<String, String> contentById = new HashMap<>();
            Map<String, Set<String>> received = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> each : readAll(broker)) {
                records++;
                String content = new String(each.value(), StandardCharsets.UTF_8);
                String id = idOf(content);
                String other = contentById.putIfAbsent(id, content);
                assertThat(content).isEqualTo(other == null ? content : other);
                received.computeIfAbsent(new String(each.key(), StandardCharsets.UTF_8), key -> new LinkedHashSet<>())
                        .add(id);
            }
            assertThat(contentById.size()).isEqualTo(all);
            assertThat(received.keySet()).isEqualTo(expected.keySet());
            expected.forEach((key, ids) -> assertThat(received.get(key)).containsExactlyElementsOf(ids));
            // what was sent again is bounded by what a second and the producer's buffer hold
            assertThat(records).isBetween(all, 2 * all - atKill.acknowledged());
        }
    }

    private static Map<String, List<String>> expectedIdsByKey() {
        Map<String, List<String>> ids = new HashMap<>();
        Shop shop = new Shop(Shops.settings(42, HistoryProcess.CUSTOMERS, HistoryProcess.HISTORY), Shops.END);
        History history = new History(shop);
        for (CommerceEvent event = history.next(); event != null; event = history.next()) {
            ids.computeIfAbsent(event.key(), key -> new ArrayList<>())
                    .add(event.envelope().eventId());
        }
        return ids;
    }

    private static String idOf(String json) {
        String mark = "\"event_id\":\"";
        int from = json.indexOf(mark) + mark.length();
        return json.substring(from, json.indexOf('"', from));
    }

    private static List<ConsumerRecord<byte[], byte[]>> readAll(LocalBroker broker) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicCatalogue.EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Test
    void shouldGoLivePauseWithEverythingAcknowledgedAndOutliveTheBroker() throws Exception {
        Counts counts = new Counts();
        LiveControls controls = new LiveControls(new Pace.Events(4000));
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0);
        int port = broker.port();
        try (Simulator simulator = new Simulator(
                Shops.settings(7, 200, Period.ofDays(7)),
                true,
                true,
                new CheckpointFile(folder.resolve("data")),
                new KafkaLink(broker.access(), 2),
                () -> new Publisher(broker.access(), counts),
                controls,
                counts,
                Clock.systemUTC())) {
            try {
                simulator.start();
                await().atMost(LONG).until(() -> simulator.phase() == Phase.LIVE && counts.sent() > 8000);

                assertThat(simulator.pause(Duration.ofSeconds(20))).isTrue();
                long sent = counts.sent();
                assertThat(counts.acknowledged()).isEqualTo(sent);
                assertThat(simulator.outstanding()).isZero();
                assertThat((long) readAll(broker).size()).isEqualTo(sent);
                Thread.sleep(100);
                assertThat(counts.sent()).isEqualTo(sent);
                simulator.resume();
                await().atMost(LONG).until(() -> counts.acknowledged() > sent);
            } finally {
                broker.close();
            }
            await().atMost(LONG).until(() -> !simulator.kafkaReady() && simulator.outstanding() > 0);
            assertThat(simulator.pause(Duration.ofMillis(300)))
                    .as("nothing can be acknowledged")
                    .isFalse();
            simulator.resume();
            try (LocalBroker again = LocalBroker.start(folder.resolve("broker"), port)) {
                await().atMost(LONG).until(simulator::kafkaReady);
                await().atMost(LONG).until(() -> simulator.pause(Duration.ofSeconds(1)));
                assertThat(counts.acknowledged()).isEqualTo(counts.sent());
                assertThat((long) readAll(again).size()).isEqualTo(counts.sent());
                assertThat(counts.failed()).isZero();
            }
        }
    }

    @Test
    void shouldBeginAnewOnAnotherCluster() throws Exception {
        CheckpointFile file = new CheckpointFile(folder.resolve("data"));
        Checkpoint other = Checkpoint.first("another-cluster", Shops.settings(42, 50, Period.ofDays(1)), Shops.END)
                .acknowledged(999_999, true);
        file.write(other);
        Counts counts = new Counts();
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0);
                Simulator simulator = new Simulator(
                        Shops.settings(7, 20, Period.ofDays(1)),
                        false,
                        true,
                        file,
                        new KafkaLink(broker.access(), 1),
                        () -> new Publisher(broker.access(), counts),
                        new LiveControls(new Pace.Events(1)),
                        counts,
                        Clock.systemUTC())) {
            simulator.start();
            await().atMost(LONG).until(() -> simulator.phase() == Phase.DONE);
            Checkpoint now = file.read().orElseThrow();
            assertThat(now.seed()).isEqualTo(7);
            assertThat(now.clusterId()).isNotEqualTo("another-cluster");
            byte[] first = readAll(broker).getFirst().value();
            CommerceEvent expected = new History(new Shop(now.settings(), now.end())).next();
            assertThat(expected).isNotNull();
            assertThat(first).isEqualTo(new EventWriter().write(expected));
        }
    }
}
