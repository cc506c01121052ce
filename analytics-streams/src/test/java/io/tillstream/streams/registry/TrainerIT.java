package io.tillstream.streams.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.output.ModelCommand;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.streams.training.SmallShop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: a run that was cut off is said to have failed, events become models unasked, and commands change the champion. */
class TrainerIT {

    private static final int PARTITIONS = 2;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldTrainFromTheLogAndObeyCommands() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            String servers = broker.bootstrapServers();
            TrainerSettings settings = new TrainerSettings(
                    broker.access(),
                    Generation.FIRST,
                    BusinessTime.UTC,
                    "USD",
                    1_000,
                    90,
                    3,
                    -1,
                    true,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10));
            fill(servers);
            CommandFollower follower =
                    new CommandFollower(broker.access(), "jobs", Generation.FIRST.topic(TopicCatalogue.MODEL_COMMANDS));
            TrainerLoop loop = new TrainerLoop(settings, Clock.systemUTC(), follower);
            Thread following = Thread.ofPlatform().daemon().start(follower);
            Thread training = Thread.ofPlatform().daemon().start(loop);
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> status(settings, "cut-off") instanceof TrainingStatus cut
                                && cut.state().equals("failed"));
                engineCaughtUp(servers);
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> KnownModels.read(settings).status() instanceof TrainingStatus status
                                && status.trigger().equals("start")
                                && status.state().equals("finished"));
                KnownModels first = KnownModels.read(settings);
                assertThat(Objects.requireNonNull(first.status()).outcomes())
                        .hasSize(4)
                        .allSatisfy(outcome -> assertThat(outcome.outcome()).isIn("promoted", "too_little_data"));
                ModelRecord clusters = Objects.requireNonNull(first.champion(ModelRecord.CLUSTERS));
                assertThat(Objects.requireNonNull(first.champion(ModelRecord.CHURN))
                                .promotedBy())
                        .isEqualTo("training");
                Instant lookedAt =
                        Objects.requireNonNull(first.drift(ModelRecord.CHURN)).at();
                // and again, without training
                await().atMost(Duration.ofSeconds(60)).until(() -> Objects.requireNonNull(
                                KnownModels.read(settings).drift(ModelRecord.CHURN))
                        .at()
                        .isAfter(lookedAt));

                command(servers, "pin", null);
                command(servers, "train", null);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> KnownModels.read(settings)
                                                .versions(ModelRecord.CLUSTERS)
                                                .size()
                                        == 2
                                && Objects.requireNonNull(
                                                KnownModels.read(settings).status())
                                        .state()
                                        .equals("finished"));
                KnownModels second = KnownModels.read(settings);
                assertThat(second.champion(ModelRecord.CLUSTERS)).satisfies(champion -> {
                    assertThat(champion).isNotNull();
                    assertThat(Objects.requireNonNull(champion).version()).isEqualTo(clusters.version());
                    assertThat(champion.pinned()).isTrue();
                });
                assertThat(Objects.requireNonNull(second.status()).by()).isEqualTo("admin");

                String newest = second.versions(ModelRecord.CLUSTERS).getFirst();
                command(servers, "promote", newest);
                await().atMost(Duration.ofSeconds(30)).until(() -> Objects.requireNonNull(
                                KnownModels.read(settings).champion(ModelRecord.CLUSTERS))
                        .version()
                        .equals(newest));
                ModelRecord before = Objects.requireNonNull(
                        KnownModels.read(settings).version(ModelRecord.CLUSTERS, clusters.version()));
                assertThat(before.promotedAt()).isNull();
                assertThat(before.card().provenance()).containsKey(ModelRecord.CHAMPION_UNTIL);
            } finally {
                loop.stop();
                follower.stop();
                training.join(10_000);
                following.join(10_000);
            }
        }
    }

    private static @Nullable TrainingStatus status(TrainerSettings settings, String run) {
        TrainingStatus status = KnownModels.read(settings).status();
        return status != null && status.runId().equals(run) ? status : null;
    }

    private static void fill(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopicProvisioner.createMissing(admin, PARTITIONS);
        }
        List<CommerceEvent> events = new SmallShop(9, 320, START, 420).events();
        Instant newest = events.getLast().timestamp();
        EventRecords records = new EventRecords();
        try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
            for (CommerceEvent event : events) {
                records.of(event).forEach(producer::send);
            }
            producer.send(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), bytes("c-1"), bytes("no event")));
            RfmCutPoints cutPoints = new RfmCutPoints(
                    newest.plus(Duration.ofDays(1)), newest, 300, true, List.of(), List.of(), List.of());
            send(
                    producer,
                    RfmCutPoints.MODEL_NAME,
                    OutputJson.of(RfmCutPoints.class).write(cutPoints));
            TrainingStatus cutOff = new TrainingStatus(
                    "cut-off", "running", "request", "admin", newest, null, "training churn", 0.5, List.of());
            send(
                    producer,
                    TrainingStatus.KEY,
                    OutputJson.of(TrainingStatus.class).write(cutOff));
        }
    }

    /** As if the engine had read the whole log. */
    private static void engineCaughtUp(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            for (int i = 0; i < PARTITIONS; i++) {
                read.put(new TopicPartition(TopicCatalogue.EVENTS.name(), i), new OffsetAndMetadata(1_000_000));
            }
            admin.alterConsumerGroupOffsets(Generation.FIRST.applicationId(), read)
                    .all()
                    .get();
        }
    }

    private static void command(String servers, String command, @Nullable String version) {
        try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
            ModelCommand wanted = new ModelCommand(
                    "command-" + command, command, ModelRecord.CLUSTERS, version, "admin", Instant.EPOCH);
            producer.send(new ProducerRecord<>(
                    Generation.FIRST.topic(TopicCatalogue.MODEL_COMMANDS),
                    bytes(ModelRecord.CLUSTERS),
                    OutputJson.of(ModelCommand.class).write(wanted)));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String key, byte[] value) {
        producer.send(new ProducerRecord<>(Generation.FIRST.topic(TopicCatalogue.MODELS), bytes(key), value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
