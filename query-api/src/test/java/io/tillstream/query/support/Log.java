package io.tillstream.query.support;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the topics. */
public final class Log implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> lost = new AtomicReference<>();

    /** Makes the topics that are missing. */
    public Log(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicProvisioner.createMissing(admin, 4);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        5,
                        // A topic made a moment ago may refuse the first batch and take the second; the first then
                        // never fits.
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends bytes as they are. */
    public void send(TopicSpec topic, String key, byte @Nullable [] value) {
        producer.send(
                new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value), (sent, failure) -> {
                    if (failure != null) {
                        lost.set(failure);
                    }
                });
    }

    /** Sends bytes with headers, as they are; names and values of the headers in turn. */
    public void sendWithHeaders(TopicSpec topic, byte @Nullable [] key, byte @Nullable [] value, String... headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), key, value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record, (sent, failure) -> {
            if (failure != null) {
                lost.set(failure);
            }
        });
    }

    /** Sends text. */
    public void send(TopicSpec topic, String key, String json) {
        send(topic, key, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an output record. */
    public <T> void send(TopicSpec topic, String key, Class<T> type, T value) {
        send(topic, key, OutputJson.of(type).write(value));
    }

    /** Waits until all is acknowledged; fails when anything was not. */
    public void flush() {
        producer.flush();
        Exception failure = lost.get();
        if (failure != null) {
            throw new IllegalStateException("a record was not acknowledged", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
