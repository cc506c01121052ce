package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class EngineMeterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EngineMeter meter = new EngineMeter(registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldTellLateEventsApartByTheirLateness() {
        long appended = NOW.toEpochMilli();
        meter.arrived(appended + 5_000, appended);
        meter.arrived(appended - Duration.ofMinutes(1).toMillis(), appended);
        meter.arrived(appended - Duration.ofDays(3).toMillis(), appended);
        meter.arrived(appended - Duration.ofDays(8).toMillis(), appended);
        assertThat(late("under_1m")).isEqualTo(1);
        assertThat(late("under_1h")).isEqualTo(1);
        assertThat(late("under_1d")).isZero();
        assertThat(late("under_7d")).isEqualTo(1);
        assertThat(late("over_7d")).isEqualTo(1);
    }

    @Test
    void shouldMeasureOutputsAndNeverLabelWhatSendersInvent() {
        OutputWatch watch = new OutputWatch();
        watch.configure(Map.of("tillstream.output.meter", meter));
        long appended = NOW.minusMillis(250).toEpochMilli();
        watch.onSend(record(TopicCatalogue.PROFILES.name() + "-g2", appended));
        ProducerRecord<byte[], byte[]> rejected = record(TopicCatalogue.REJECTED.name(), appended);
        rejected.headers().add(RejectedHeaders.FIELD, "items[3].price".getBytes(StandardCharsets.UTF_8));
        watch.onSend(rejected);
        ProducerRecord<byte[], byte[]> invented = record(TopicCatalogue.REJECTED.name(), appended);
        invented.headers().add(RejectedHeaders.FIELD, "anna@example.com".getBytes(StandardCharsets.UTF_8));
        watch.onSend(invented);

        assertThat(registry.get("tillstream.engine.latency")
                        .tag("output", "profile")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(250);
        assertThat(rejections("items")).isEqualTo(1);
        assertThat(rejections("other")).isEqualTo(1);
        assertThat(registry.getMeters().toString()).doesNotContain("anna");
    }

    @Test
    void shouldSayHowFarRestoringIs() {
        RestoreProgress restore = new RestoreProgress();
        TopicPartition first = new TopicPartition("a", 0);
        TopicPartition second = new TopicPartition("a", 1);
        restore.onRestoreStart(first, "customer-state", 0, 100);
        restore.onRestoreStart(second, "customer-state", 50, 150);
        restore.onBatchRestored(first, "customer-state", 86, 86);
        assertThat(EngineReadiness.words(KafkaStreams.State.REBALANCING, restore))
                .isEqualTo("restoring 43 %");
        assertThat(restore.openPartitions()).isEqualTo(2);
        restore.onRestoreEnd(first, "customer-state", 100);
        restore.onRestoreEnd(second, "customer-state", 100);
        assertThat(restore.ratio()).isEqualTo(1);
        assertThat(EngineReadiness.words(KafkaStreams.State.RUNNING, restore)).isEqualTo("running");
    }

    private double late(String after) {
        return registry.get("tillstream.events.late")
                .tag("after", after)
                .counter()
                .count();
    }

    private double rejections(String field) {
        return registry.get("tillstream.events.rejected")
                .tag("field", field)
                .counter()
                .count();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long timestamp) {
        return new ProducerRecord<>(topic, 0, timestamp, new byte[0], new byte[0]);
    }
}
