package io.tillstream.streams.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real broker, in the second generation's topics. */
class BundleJobTest {

    private static final Generation GENERATION = new Generation(2);
    private static final String TOPIC = GENERATION.topic(TopicCatalogue.BUNDLES);

    private final List<String> seen = new ArrayList<>();
    private final Map<String, String> standing = new TreeMap<>();

    @Test
    void shouldPublishDifferencesAndPutRightWhatStandsThere(@TempDir Path folder) throws Exception {
        AtomicBoolean leads = new AtomicBoolean();
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            String servers = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                TopicProvisioner.createMissing(admin, 2, GENERATION);
            }
            BundleJob job = new BundleJob(
                    new BundleJob.Settings(
                            broker.access(),
                            GENERATION,
                            BusinessTime.UTC,
                            "USD",
                            BasketWindow.Settings.of(10, 1_000),
                            Duration.ofSeconds(1)),
                    leads::get,
                    Clock.systemUTC());
            Thread thread = Thread.ofPlatform().start(job);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", servers),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                consumer.assign(List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1)));
                // what a run before left behind
                producer.send(new ProducerRecord<>(TOPIC, "related|gone".getBytes(UTF_8), "{}".getBytes(UTF_8)));
                producer.send(
                        new ProducerRecord<>(TopicCatalogue.EVENTS.name(), "c".getBytes(UTF_8), new byte[] {'{'}));
                for (int i = 0; i < 6; i++) {
                    send(producer, Baskets.order("c" + i, "o", "2024-01-01T10:00:00Z", "a:X", "b:Y"));
                    send(producer, Baskets.order("c" + i, "o", "2024-01-01T11:00:00Z", "z:Z"));
                }
                send(producer, Baskets.entry("a", "2024-01-01T10:00:00Z", 100L, "X"));
                producer.flush();
                assertThat(runs(consumer)).isEmpty();

                leads.set(true);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> runs(consumer).equals(List.of(6L)));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !read(consumer).containsKey("related|gone"));
                assertThat(standing.keySet())
                        .containsExactlyInAnyOrder(
                                "dead|a",
                                "related|a",
                                "related|b",
                                "rule|category|X>Y",
                                "rule|category|Y>X",
                                "rule|product|a>b",
                                "rule|product|b>a",
                                "run|category",
                                "run|product");

                // ten days later all of it is over, but for the stock of a
                seen.clear();
                send(producer, Baskets.order("c", "late", "2024-01-11T00:00:00Z", "z"));
                producer.flush();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> runs(consumer).equals(List.of(1L)));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> read(consumer).size() == 3);
                assertThat(standing.keySet()).containsExactly("dead|a", "run|category", "run|product");

                // another leads, and this one again: nothing differs, so nothing is sent until something does
                leads.set(false);
                seen.clear();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                leads.set(true);
                send(producer, Baskets.order("c", "later", "2024-01-11T00:00:00Z", "z"));
                producer.flush();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> runs(consumer).equals(List.of(2L)));
                read(consumer);
                assertThat(seen).containsExactlyInAnyOrder("run|category", "run|product");
            } finally {
                job.stop();
                thread.interrupt();
                thread.join(10_000);
            }
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Baskets of the run that stands, if one does. */
    private List<Long> runs(KafkaConsumer<byte[], byte[]> consumer) {
        String run = read(consumer).get("run|product");
        return run == null
                ? List.of()
                : List.of(
                        OutputJson.of(BundleRun.class).read(run.getBytes(UTF_8)).baskets());
    }

    private Map<String, String> read(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.poll(Duration.ofMillis(300)).forEach(each -> {
            String key = new String(each.key(), UTF_8);
            seen.add(key);
            if (each.value() == null) {
                standing.remove(key);
            } else {
                standing.put(key, new String(each.value(), UTF_8));
            }
        });
        return standing;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, CommerceEvent event) {
        producer.send(new ProducerRecord<>(
                TopicCatalogue.EVENTS.name(), event.key().getBytes(UTF_8), new EventWriter().write(event)));
    }
}
