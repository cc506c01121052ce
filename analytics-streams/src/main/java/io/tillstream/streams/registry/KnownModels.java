package io.tillstream.streams.registry;

import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What the models topic says now: the newest value of each key, committed records only. */
final class KnownModels {

    private static final OutputJson<ModelRecord> MODEL = OutputJson.of(ModelRecord.class);
    private static final OutputJson<TrainingStatus> STATUS = OutputJson.of(TrainingStatus.class);
    private static final OutputJson<ModelDrift> DRIFT = OutputJson.of(ModelDrift.class);
    private static final OutputJson<RfmCutPoints> CUT_POINTS = OutputJson.of(RfmCutPoints.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, byte[]> values;

    private KnownModels(Map<String, byte[]> values) {
        this.values = values;
    }

    /** Reads the topic. */
    static KnownModels read(TrainerSettings settings) {
        Map<String, Object> consumer = settings.kafka()
                .client(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        4 << 20));
        TopicPartition models = new TopicPartition(settings.generation().topic(TopicCatalogue.MODELS), 0);
        Map<String, byte[]> values = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> reading =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reading.assign(List.of(models));
            reading.seekToBeginning(List.of(models));
            long end = reading.endOffsets(List.of(models)).getOrDefault(models, 0L);
            while (reading.position(models) < end) {
                for (ConsumerRecord<byte[], byte[]> each : reading.poll(POLL)) {
                    String key = new String(each.key(), StandardCharsets.UTF_8);
                    if (each.value() == null) {
                        values.remove(key);
                    } else {
                        values.put(key, each.value());
                    }
                }
            }
        }
        return new KnownModels(values);
    }

    /** The champion of a name, or null. */
    @Nullable
    ModelRecord champion(String name) {
        return value(name, MODEL);
    }

    /** One kept version, or null. */
    @Nullable
    ModelRecord version(String name, String version) {
        return value(ModelRecord.versionKey(name, version), MODEL);
    }

    /** All kept versions of a name, newest first. */
    List<String> versions(String name) {
        String prefix = ModelRecord.versionKey(name, "");
        return values.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Nullable
    TrainingStatus status() {
        return value(TrainingStatus.KEY, STATUS);
    }

    @Nullable
    ModelDrift drift(String name) {
        return value(ModelDrift.key(name), DRIFT);
    }

    @Nullable
    RfmCutPoints cutPoints() {
        return value(RfmCutPoints.MODEL_NAME, CUT_POINTS);
    }

    private <T> @Nullable T value(String key, OutputJson<T> json) {
        byte[] bytes = values.get(key);
        if (bytes == null) {
            return null;
        }
        try {
            return json.read(bytes);
        } catch (UncheckedIOException e) {
            return null;
        }
    }
}
