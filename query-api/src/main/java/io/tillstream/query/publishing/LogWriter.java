package io.tillstream.query.publishing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.query.projection.ProjectionSettings;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes records to topics of the installation's generation; a record is written when all replicas in sync have it. */
@Singleton
public class LogWriter {

    private static final Logger LOG = Logger.getLogger(LogWriter.class);
    private static final int PATIENCE_MILLIS = 4_000;

    private final EventRecords records = new EventRecords();
    private final ProjectionSettings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    LogWriter(ProjectionSettings settings) {
        this.settings = settings;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    /**
     * Writes one record; fails with a {@link Problem} (503) when the log does not take it in time.
     *
     * @param value null removes the key's value from a state topic
     */
    public Uni<Void> write(TopicSpec topic, String key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.generation().topic(topic), key.getBytes(StandardCharsets.UTF_8), value);
        return send(List.of(record));
    }

    /**
     * Writes events to the event log, as a way in would, personal data to their own topic; fails with a {@link Problem} (503) when the log does not take all in time.
     *
     * @param events by the id of the record in quarantine that each comes from, which goes with it in the header {@link RejectedHeaders#REPLAYED}
     */
    public Uni<Void> replay(Map<String, CommerceEvent> events) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        events.forEach((id, event) -> {
            for (ProducerRecord<byte[], byte[]> record : records.of(event)) {
                record.headers().add(RejectedHeaders.REPLAYED, id.getBytes(StandardCharsets.UTF_8));
                all.add(record);
            }
        });
        return all.isEmpty() ? Uni.createFrom().voidItem() : send(all);
    }

    private Uni<Void> send(List<ProducerRecord<byte[], byte[]>> all) {
        AtomicInteger open = new AtomicInteger(all.size());
        return Uni.createFrom()
                .<Void>emitter(emitter -> all.forEach(record -> producer().send(record, (written, failure) -> {
                    if (failure != null) {
                        emitter.fail(failure);
                    } else if (open.decrementAndGet() == 0) {
                        emitter.complete(null);
                    }
                })))
                // the producer waits for the topic's place before it takes a record
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(KafkaException.class)
                .transform(failure -> {
                    LOG.warnf(
                            "the log did not take a record of %s: %s",
                            all.getFirst().topic(), failure.getMessage());
                    return Problem.of(ProblemCode.LOG_UNAVAILABLE, "the event log is not reachable; try again");
                });
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> client = producer;
        if (client == null) {
            client = new KafkaProducer<>(
                    settings.kafka()
                            .client(Map.of(
                                    ProducerConfig.CLIENT_ID_CONFIG,
                                    "tillstream-query",
                                    ProducerConfig.ACKS_CONFIG,
                                    "all",
                                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                    true,
                                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                    PATIENCE_MILLIS,
                                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                    PATIENCE_MILLIS / 2,
                                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                    PATIENCE_MILLIS,
                                    ProducerConfig.LINGER_MS_CONFIG,
                                    0)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer = client;
        }
        return client;
    }
}
