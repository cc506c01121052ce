package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A shop that sends without pause while it is open, valid events and, seldom, something that is none. It knows which deliveries were acknowledged. */
final class ShopLoad implements AutoCloseable {

    /** Header with the number of the delivery. */
    static final String DELIVERY = "delivery";

    private final KafkaProducer<byte[], byte[]> producer;
    private final EventRecords records = new EventRecords();
    private final RandomShop shop;
    private final Random random;
    private final long pauseNanos;
    private final BitSet acknowledged = new BitSet();
    private volatile boolean open;
    private @Nullable Thread thread;
    private int deliveries;

    ShopLoad(String servers, long seed, int customers, Instant start, int perSecond) {
        this.shop = new RandomShop(seed, customers, start);
        this.random = new Random(~seed);
        this.pauseNanos = 1_000_000_000L / perSecond;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void open() {
        open = true;
        thread = Thread.ofPlatform().name("shop").start(this::send);
    }

    /** Stops sending and waits until each delivery was acknowledged or has failed. */
    void shut() throws InterruptedException {
        open = false;
        if (thread != null) {
            thread.join();
        }
        producer.flush();
    }

    private void send() {
        long next = System.nanoTime();
        while (open) {
            for (ProducerRecord<byte[], byte[]> record : nextRecords()) {
                if (record.topic().equals(TopicCatalogue.EVENTS.name())) {
                    deliver(record);
                }
            }
            next += pauseNanos;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private List<ProducerRecord<byte[], byte[]>> nextRecords() {
        if (random.nextInt(100) == 0) {
            byte[] broken = ("{\"event_id\":" + random.nextInt(10)).getBytes(StandardCharsets.UTF_8);
            return List.of(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), broken, broken));
        }
        CommerceEvent event = shop.next();
        return records.of(event);
    }

    private void deliver(ProducerRecord<byte[], byte[]> record) {
        int delivery = deliveries++;
        record.headers()
                .add(
                        DELIVERY,
                        ByteBuffer.allocate(Integer.BYTES).putInt(delivery).array());
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                synchronized (acknowledged) {
                    acknowledged.set(delivery);
                }
            }
        });
    }

    int deliveries() {
        return deliveries;
    }

    BitSet acknowledged() {
        synchronized (acknowledged) {
            return (BitSet) acknowledged.clone();
        }
    }

    @Override
    public void close() throws InterruptedException {
        shut();
        producer.close();
    }
}
