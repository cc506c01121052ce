package io.tillstream.ingest.publish;

import io.opentelemetry.api.trace.Span;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.tracing.Tracing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Events on their way to Kafka that are acknowledged together. Filled by one thread. */
public final class EventBatch {

    private final @Nullable Producer<byte[], byte[]> producer;
    private final EventRecords records;
    /** The request that brought the events, for whoever follows them. */
    private final Span span = Span.current();

    // one for all records of the batch
    private final Callback settled = (metadata, problem) -> settle(problem);
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    // one for the filling itself, so that the batch is not done before it is finished
    private final AtomicInteger pending = new AtomicInteger(1);

    EventBatch(@Nullable Producer<byte[], byte[]> producer, EventRecords records) {
        this.producer = producer;
        this.records = records;
        if (producer == null) {
            failure.set(new IllegalStateException("Kafka does not answer"));
        }
    }

    /** Whether something went wrong already; adding more is of no use then. */
    public boolean hasFailed() {
        return failure.get() != null;
    }

    /** Sends one event. After a failure it does nothing. */
    public void add(CommerceEvent event) {
        for (ProducerRecord<byte[], byte[]> message : records.of(event)) {
            send(message);
        }
    }

    /** Keeps an event that is wrong on the topic of rejected events. After a failure it does nothing. */
    public void reject(RejectedEvent event) {
        send(event.toRecord());
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        Producer<byte[], byte[]> target = producer;
        if (target == null || hasFailed()) {
            return;
        }
        Tracing.mark(message.headers(), span);
        pending.incrementAndGet();
        try {
            target.send(message, settled);
        } catch (KafkaException | IllegalStateException problem) {
            settle(problem);
        }
    }

    /**
     * Ends the batch.
     *
     * @return completes when all its events are acknowledged, exceptionally with {@link KafkaUnavailableException} when one was not; never before every
     *     event of it is settled
     */
    public CompletionStage<Void> finish() {
        settle(null);
        return acknowledged;
    }

    private void settle(@Nullable Throwable problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
        if (pending.decrementAndGet() > 0) {
            return;
        }
        Throwable first = failure.get();
        if (first == null) {
            acknowledged.complete(null);
        } else {
            acknowledged.completeExceptionally(
                    new KafkaUnavailableException("Kafka did not acknowledge all events", first));
        }
    }
}
