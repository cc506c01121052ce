package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.ShopSettings;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The events that are worked on: the beginning of the history of the simulated shop with seed 42, the same at every run.
 *
 * @param events how many
 * @param customers customers of the shop; some may not have come yet when so many events are over
 */
record Load(int events, int customers) {

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 42;
    private static final int PRODUCTS = 100;
    private static final List<String> CITIES = List.of("New York", "Los Angeles", "Chicago", "Houston", "Phoenix");
    /** Fewer than the simulated shop makes on average, so that a history of the length computed from it does not end too soon. */
    private static final double EVENTS_PER_CUSTOMER_DAY = 0.4;

    private static final int LONGEST_DAYS = 3_600;

    /**
     * What was sent.
     *
     * @param events events on the event topic
     * @param visitors distinct keys among them: customers and anonymous visitors
     * @param bytes their JSON
     */
    record Sent(long events, int visitors, long bytes) {}

    /** Checks that the shop can make so many events. */
    Load {
        if (events < 2 || customers < 1) {
            throw new IllegalArgumentException("there must be at least two events and one customer");
        }
        if (days(events, customers) > LONGEST_DAYS) {
            throw new IllegalArgumentException("%,d customers do not make %,d events in ten years; give more customers"
                    .formatted(customers, events));
        }
    }

    /** The history, from its beginning. */
    History history() {
        ShopSettings settings = new ShopSettings(
                SEED, customers, Period.ofDays(days(events, customers)), CITIES, PRODUCTS, ZoneOffset.UTC, "USD");
        return new History(new Shop(settings, END));
    }

    /** Publishes the events, with the settings that the simulator uses, and returns when all are acknowledged. */
    Sent send(String bootstrapServers) {
        History history = history();
        EventRecords records = new EventRecords();
        Set<String> visitors = new HashSet<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long bytes = 0;
        int sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
            for (CommerceEvent event = history.next();
                    event != null && sent < events && failure.get() == null;
                    event = history.next()) {
                for (ProducerRecord<byte[], byte[]> record : records.of(event)) {
                    if (record.topic().equals(TopicCatalogue.EVENTS.name())) {
                        bytes += record.value().length;
                    }
                    producer.send(record, (metadata, problem) -> failure.compareAndSet(null, problem));
                }
                visitors.add(event.key());
                sent++;
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("the broker did not take the events", problem);
        }
        if (sent < events) {
            throw new IllegalStateException("the history ended after %,d events".formatted(sent));
        }
        return new Sent(sent, visitors.size(), bytes);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static int days(int events, int customers) {
        return (int) Math.min(LONGEST_DAYS + 1L, 2 + Math.round(events / (EVENTS_PER_CUSTOMER_DAY * customers)));
    }
}
