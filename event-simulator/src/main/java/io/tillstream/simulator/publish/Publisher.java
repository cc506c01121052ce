package io.tillstream.simulator.publish;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.kafka.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events with an idempotent producer.
 *
 * <p>While Kafka is away the producer keeps up to 32 MiB and then {@link #send} waits, without limit: a simulator has nothing better to do. One thread
 * sends; any thread may ask and wait.
 */
public final class Publisher implements AutoCloseable {

    private static final int BUFFER_BYTES = 32 << 20;
    private static final int BATCH_BYTES = 128 << 10;
    private static final long POLL_MILLIS = 5;

    private final EventRecords records = new EventRecords();
    private final Producer<byte[], byte[]> producer;
    private final Counts counts;
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Connects when the first event is sent. */
    public Publisher(KafkaAccess kafka, Counts counts) {
        this(new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer()), counts);
    }

    Publisher(Producer<byte[], byte[]> producer, Counts counts) {
        this.producer = producer;
        this.counts = counts;
    }

    private static Map<String, Object> settings(KafkaAccess kafka) {
        return kafka.client(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "tillstream-event-simulator"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 20),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                // with more than one, the second request may reach a partition before its leader takes the first, which
                // is then refused for ever
                // (KAFKA-15591)
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                // an outage of any length is waited for, never given up on
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000)));
    }

    /**
     * Sends one event; returns when it is in the producer's buffer.
     *
     * @throws SendFailedException when an event sent earlier was refused for good; this publisher is then of no more use
     */
    public void send(CommerceEvent event, Receipt receipt) {
        failIfRefused();
        List<ProducerRecord<byte[], byte[]>> made = records.of(event);
        counts.addSent(event.action());
        for (int i = 0; i < made.size(); i++) {
            boolean first = i == 0;
            receipt.sent();
            outstanding.incrementAndGet();
            producer.send(made.get(i), (metadata, exception) -> settled(exception, first, receipt));
        }
    }

    /**
     * Does nothing, unless Kafka has refused an event.
     *
     * @throws SendFailedException when it has
     */
    public void failIfRefused() {
        Exception earlier = failure.get();
        if (earlier != null) {
            throw new SendFailedException(earlier);
        }
    }

    private void settled(@Nullable Exception exception, boolean countsAsEvent, Receipt receipt) {
        if (exception == null) {
            receipt.acknowledged();
            if (countsAsEvent) {
                counts.addAcknowledged();
            }
        } else {
            failure.compareAndSet(null, exception);
            if (countsAsEvent) {
                counts.addFailed();
            }
        }
        outstanding.decrementAndGet();
    }

    /** Records sent and not yet acknowledged. */
    public long outstanding() {
        return outstanding.get();
    }

    /**
     * Waits until all that was sent is acknowledged.
     *
     * @return whether it was within the time allowed and without a failure
     */
    public boolean awaitAcknowledged(Duration allowed) throws InterruptedException {
        long deadline = System.nanoTime() + allowed.toNanos();
        while (outstanding.get() > 0 && failure.get() == null) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return failure.get() == null;
    }

    /** Gives the producer up to two seconds to send what it holds. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
