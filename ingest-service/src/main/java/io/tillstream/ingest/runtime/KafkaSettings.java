package io.tillstream.ingest.runtime;

import io.tillstream.ingest.imports.mapping.MappingLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the service talks to Kafka. */
final class KafkaSettings {

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(10);
    private static final int LINGER_MILLIS = 5;
    private static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    private KafkaSettings() {}

    /**
     * Settings of the producer: nothing is acknowledged to a sender that not all in-sync replicas have, and nothing is written twice by a retry.
     *
     * @throws IllegalArgumentException when the delivery timeout is out of bounds
     */
    static Map<String, Object> producer(IngestConfig.Kafka kafka) {
        Duration delivery = kafka.deliveryTimeout();
        if (delivery.compareTo(Duration.ofSeconds(1)) < 0 || delivery.compareTo(LONGEST_DELIVERY) > 0) {
            throw new IllegalArgumentException("tillstream.kafka.delivery-timeout must be from 1 s to 10 s");
        }
        return kafka.access()
                .client(Map.ofEntries(
                        Map.entry("client.id", "tillstream-ingest"),
                        Map.entry("acks", "all"),
                        Map.entry("enable.idempotence", "true"),
                        Map.entry("compression.type", "lz4"),
                        Map.entry("linger.ms", LINGER_MILLIS),
                        Map.entry("batch.size", 64 * 1024),
                        Map.entry("buffer.memory", kafka.bufferBytes()),
                        Map.entry("max.request.size", MAX_RECORD_BYTES),
                        Map.entry("delivery.timeout.ms", (int) delivery.toMillis()),
                        Map.entry("request.timeout.ms", (int) delivery.toMillis() / 2),
                        Map.entry("max.block.ms", 2_000),
                        Map.entry("reconnect.backoff.ms", 50),
                        Map.entry("reconnect.backoff.max.ms", 1_000)));
    }

    /** Settings of the producer of saved mappings: the same care, and one change at a time. */
    static Map<String, Object> mappings(IngestConfig.Kafka kafka) {
        Map<String, Object> settings = new HashMap<>(producer(kafka));
        settings.putAll(MappingLog.TRANSACTIONS);
        settings.put("client.id", "tillstream-ingest-mappings");
        settings.put("linger.ms", 0);
        settings.put("buffer.memory", MAX_RECORD_BYTES);
        settings.put("max.block.ms", 5_000);
        return Map.copyOf(settings);
    }

    /**
     * Settings of a consumer that reads a whole topic and belongs to no group.
     *
     * @param name what it reads, for the broker's logs and metrics
     */
    static Map<String, Object> follower(IngestConfig.Kafka kafka, String name) {
        return kafka.access()
                .client(Map.of(
                        "client.id",
                        "tillstream-ingest-" + name,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "allow.auto.create.topics",
                        "false",
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        6_000,
                        "reconnect.backoff.ms",
                        50,
                        "reconnect.backoff.max.ms",
                        1_000));
    }

    /** Settings of the client that asks whether Kafka is there and creates topics. */
    static Map<String, Object> admin(IngestConfig.Kafka kafka) {
        return kafka.access()
                .client(Map.of(
                        "client.id", "tillstream-ingest-watch",
                        "request.timeout.ms", 3_000,
                        "default.api.timeout.ms", 6_000,
                        "reconnect.backoff.ms", 50,
                        "reconnect.backoff.max.ms", 500));
    }
}
