package io.tillstream.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tillstream.contracts.http.RequestTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final int CONVERTER_PRIORITY = 200;

    @Test
    void shouldHaveTheseDefaults() {
        IngestConfig config = config(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(config.kafka().deliveryTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.kafka().bufferBytes()).isEqualTo(64L << 20);
        assertThat(config.partitions()).isEqualTo(4);
        assertThat(config.currency()).isEqualTo("USD");
        assertThat(config.ingest().writeKeysFile()).isEmpty();
        assertThat(config.ingest().webhookSecretsFile()).isEmpty();
        assertThat(config.ingest().maxBodyBytes()).isEqualTo(8 << 20);
        assertThat(config.ingest().maxInFlightBytes()).isEqualTo(32L << 20);
        assertThat(config.ingest().maxEventsPerRequest()).isEqualTo(10_000);
        assertThat(config.ingest().bodyTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.http().times())
                .isEqualTo(new RequestTimes(Duration.ofSeconds(10), Duration.ofSeconds(60), 1024));
    }

    @Test
    void shouldReadEverySetting() {
        IngestConfig config = config(Map.ofEntries(
                Map.entry("tillstream.kafka.bootstrap-servers", "kafka:1"),
                Map.entry("tillstream.kafka.delivery-timeout", "7s"),
                Map.entry("tillstream.kafka.buffer-bytes", "1"),
                Map.entry("tillstream.partitions", "2"),
                Map.entry("tillstream.currency", "EUR"),
                Map.entry("tillstream.ingest.write-keys-file", "keys"),
                Map.entry("tillstream.ingest.webhook-secrets-file", "secrets"),
                Map.entry("tillstream.ingest.max-body-bytes", "3"),
                Map.entry("tillstream.ingest.max-in-flight-bytes", "4"),
                Map.entry("tillstream.ingest.max-events-per-request", "5"),
                Map.entry("tillstream.ingest.body-timeout", "6s"),
                Map.entry("tillstream.http.head-timeout", "8s"),
                Map.entry("tillstream.http.body-timeout", "9s"),
                Map.entry("tillstream.http.body-rate", "10")));

        assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:1");
        assertThat(config.kafka().deliveryTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.kafka().bufferBytes()).isEqualTo(1);
        assertThat(config.partitions()).isEqualTo(2);
        assertThat(config.currency()).isEqualTo("EUR");
        assertThat(config.ingest().writeKeysFile()).contains(Path.of("keys"));
        assertThat(config.ingest().webhookSecretsFile()).contains(Path.of("secrets"));
        assertThat(config.ingest().maxBodyBytes()).isEqualTo(3);
        assertThat(config.http().times()).isEqualTo(new RequestTimes(Duration.ofSeconds(8), Duration.ofSeconds(9), 10));
        assertThat(config.ingest().maxInFlightBytes()).isEqualTo(4);
        assertThat(config.ingest().maxEventsPerRequest()).isEqualTo(5);
        assertThat(config.ingest().bodyTimeout()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void shouldWriteSafelyAndGiveUpInTime() {
        Map<String, Object> settings = KafkaSettings.producer(config(Map.of()).kafka());

        assertThat(settings)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "lz4")
                .containsEntry("linger.ms", 5)
                .containsEntry("delivery.timeout.ms", 5_000)
                .containsEntry("max.block.ms", 2_000)
                .containsEntry("buffer.memory", 64L << 20)
                .containsEntry("max.request.size", 4 << 20);
        // the client itself checks that the settings go together
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        }
    }

    @Test
    void shouldSaveMappingsOneAtATimeAndReadWhatIsCommittedOnly() {
        Map<String, Object> settings = KafkaSettings.mappings(config(Map.of()).kafka());

        assertThat(settings)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("transactional.id", "tillstream-import-mappings")
                .containsEntry("client.id", "tillstream-ingest-mappings");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        }
        assertThat(KafkaSettings.follower(config(Map.of()).kafka(), "mappings"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest")
                .doesNotContainKey("group.id");
    }

    @Test
    void shouldRefuseADeliveryTimeoutThatHidesAnOutage() {
        IngestConfig.Kafka slow =
                config(Map.of("tillstream.kafka.delivery-timeout", "11s")).kafka();

        assertThatThrownBy(() -> KafkaSettings.producer(slow)).hasMessageContaining("delivery-timeout");
    }

    private static IngestConfig config(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withMapping(IngestConfig.class)
                .withDefaultValues(settings)
                .build();
        return config.getConfigMapping(IngestConfig.class);
    }
}
