package io.tillstream.streams.registry;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.streams.outputs.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes models and what is known of them. Each call is one transaction: readers of committed records see all of it or nothing, and a process that takes
 * over shuts the one before it out.
 */
final class Registry implements AutoCloseable {

    /** Versions of a name that are kept. */
    static final int KEPT = 5;

    private static final OutputJson<ModelRecord> MODEL = OutputJson.of(ModelRecord.class);
    private static final OutputJson<TrainingStatus> STATUS = OutputJson.of(TrainingStatus.class);
    private static final OutputJson<ModelDrift> DRIFT = OutputJson.of(ModelDrift.class);
    private static final OutputJson<Alert> ALERT = OutputJson.of(Alert.class);

    private final TrainerSettings settings;
    private final Clock clock;
    private final KafkaProducer<byte[], byte[]> producer;

    Registry(TrainerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        producer = new KafkaProducer<>(
                settings.kafka()
                        .client(Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                settings.generation().applicationId() + "-trainer",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                15_000,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                4 << 20,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Says how training goes. */
    synchronized void publish(TrainingStatus status) {
        inTransaction(() -> send(TopicCatalogue.MODELS, TrainingStatus.KEY, STATUS.write(status)));
    }

    /** A new version that does not take over. */
    synchronized void keep(ModelRecord version, KnownModels known) {
        inTransaction(() -> {
            sendVersion(version);
            forgetOld(version.name(), version.version(), known);
        });
    }

    /** A version, new or kept, becomes the champion. */
    synchronized void promote(ModelRecord champion, KnownModels known) {
        ModelRecord before = known.champion(champion.name());
        inTransaction(() -> {
            send(TopicCatalogue.MODELS, champion.name(), MODEL.write(champion));
            sendVersion(champion);
            if (before != null && !before.version().equals(champion.version())) {
                sendVersion(retired(before, clock.instant()));
            }
            forgetOld(champion.name(), champion.version(), known);
        });
    }

    /** The champion is pinned, or no longer. */
    synchronized void pin(ModelRecord champion, boolean pinned) {
        ModelRecord changed = with(champion, champion.promotedAt(), champion.promotedBy(), pinned);
        inTransaction(() -> {
            send(TopicCatalogue.MODELS, champion.name(), MODEL.write(changed));
            sendVersion(changed);
        });
    }

    /** How far a champion's customers have moved, and the alert that begins or ends with it. */
    synchronized void publish(ModelDrift drift, @Nullable Alert alert) {
        inTransaction(() -> {
            send(TopicCatalogue.MODELS, ModelDrift.key(drift.name()), DRIFT.write(drift));
            if (alert != null) {
                send(TopicCatalogue.ALERTS, alert.rule(), ALERT.write(alert));
            }
        });
    }

    static ModelRecord with(ModelRecord model, @Nullable Instant promotedAt, @Nullable String by, boolean pinned) {
        return new ModelRecord(
                model.name(),
                model.version(),
                model.kind(),
                model.trainedAt(),
                promotedAt,
                by,
                pinned,
                model.card(),
                model.body());
    }

    /** A version that is the champion no longer; when it ceased to be is on its card, for whoever must fall back. */
    private static ModelRecord retired(ModelRecord champion, Instant at) {
        ModelCard card = champion.card();
        Map<String, String> provenance = new LinkedHashMap<>(card.provenance());
        provenance.put(ModelRecord.CHAMPION_UNTIL, at.toString());
        return new ModelRecord(
                champion.name(),
                champion.version(),
                champion.kind(),
                champion.trainedAt(),
                null,
                null,
                false,
                card.with(provenance),
                champion.body());
    }

    private void sendVersion(ModelRecord model) {
        send(TopicCatalogue.MODELS, ModelRecord.versionKey(model.name(), model.version()), MODEL.write(model));
    }

    private void forgetOld(String name, String newest, KnownModels known) {
        ModelRecord champion = known.champion(name);
        List<String> others = known.versions(name).stream()
                .filter(version -> !version.equals(newest))
                .filter(version -> champion == null || !version.equals(champion.version()))
                .toList();
        int room = KEPT - (champion == null || champion.version().equals(newest) ? 1 : 2);
        others.stream()
                .skip(room)
                .forEach(version -> send(TopicCatalogue.MODELS, ModelRecord.versionKey(name, version), null));
    }

    private void send(TopicSpec topic, String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(
                settings.generation().topic(topic),
                null,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new CloudEventHeaders(topic).of(key, clock.millis())));
    }

    private void inTransaction(Runnable sends) {
        producer.beginTransaction();
        try {
            sends.run();
            producer.commitTransaction();
        } catch (KafkaException e) {
            try {
                producer.abortTransaction();
            } catch (KafkaException unable) {
                e.addSuppressed(unable);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
