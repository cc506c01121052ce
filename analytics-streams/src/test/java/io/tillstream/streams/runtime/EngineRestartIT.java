package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: instances that stop, lose their disk and come back count every event exactly once. */
class EngineRestartIT {

    private static final int PARTITIONS = 3;
    private static final int EVENTS_PER_LIFE = 2_500;

    @TempDir
    Path folder;

    @Test
    void shouldCountOnceWhenInstancesStopAndLoseTheirDisk() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            String servers = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                TopicProvisioner.createMissing(admin, PARTITIONS);
            }
            RandomShop shop = new RandomShop(11, 40, Instant.now().minus(Duration.ofDays(60)));
            for (int life = 0; life < 2; life++) {
                send(servers, shop);
                long before = published(servers);
                try (KafkaStreams engine = engine(servers, folder.resolve("state-" + life))) {
                    engine.start();
                    awaitQuiet(servers, before);
                }
            }
            send(servers, shop);
            Recount recount = recount(servers);
            try (KafkaStreams engine = engine(servers, folder.resolve("state-2"))) {
                engine.start();
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .ignoreExceptions() // before the first cut points
                        .untilAsserted(() ->
                                RecountComparison.assertSame(new TopicDump(servers), recount.finish(Instant.now())));
            }
            assertThat(new TopicDump(servers).read(TopicCatalogue.REJECTED).size())
                    .isZero();
        }
    }

    private static Recount recount(String servers) {
        Recount recount = new Recount(null, ZoneOffset.UTC);
        for (ConsumerRecord<byte[], byte[]> record : new TopicDump(servers).read(TopicCatalogue.EVENTS)) {
            recount.accept(
                    record.key(),
                    record.value(),
                    record.partition(),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()));
        }
        return recount;
    }

    private static void send(String servers, RandomShop shop) {
        EventRecords records = new EventRecords();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS_PER_LIFE; i++) {
                CommerceEvent event = shop.next();
                for (ProducerRecord<byte[], byte[]> record : records.of(event)) {
                    producer.send(record);
                }
            }
        }
    }

    private static KafkaStreams engine(String servers, Path state) {
        Properties properties = new Properties();
        properties.putAll(EngineProperties.of(new TestConfig(servers, state.toString())));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "2");
        return new KafkaStreams(
                new EngineTopology(properties, BusinessTime.UTC, new EventReader(null), new SilentMeter(), 10).build(),
                properties);
    }

    /** Until something has been published, and then nothing for three seconds, several rounds of the sweep; something may still be to come. */
    private static void awaitQuiet(String servers, long before) {
        long[] seen = {before};
        await().pollInterval(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    long now = published(servers);
                    boolean still = now == seen[0] && now > before;
                    seen[0] = now;
                    return still;
                });
    }

    private static long published(String servers) {
        return new TopicDump(servers)
                .end(TopicCatalogue.all().stream()
                        .filter(topic -> !topic.equals(TopicCatalogue.EVENTS))
                        .toList());
    }
}
