package io.tillstream.ingest.imports.job;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.clean.EventSink;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends events in batches, with a bounded number of batches in flight, and in the order of the file.
 *
 * <p>When Kafka does not acknowledge a batch, sending stops until all batches in flight are settled; those that failed are sent again, in their order and
 * with the same event ids, until Kafka has them. Only then does the import go on. For one thread.
 */
final class PipelinedSender implements EventSink {

    private static final int BATCH_EVENTS = 100;
    private static final int BATCH_LINES = 2_000;
    private static final int BATCHES_IN_FLIGHT = 8;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final EventPublisher publisher;
    private final ImportJob job;
    private final LongConsumer reached;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private List<CommerceEvent> batch = new ArrayList<>();
    private int batchLines;
    private long toSkip;
    private long complete;

    private record Sent(List<CommerceEvent> events, CompletableFuture<Void> acknowledged) {}

    /**
     * @param reached told how many events from the beginning Kafka has, all of them, as that grows
     */
    PipelinedSender(EventPublisher publisher, ImportJob job, LongConsumer reached) {
        this.publisher = publisher;
        this.job = job;
        this.reached = reached;
        toSkip = job.sentBefore();
        complete = toSkip;
    }

    @Override
    public void accept(CommerceEvent event) throws IOException, InterruptedException {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        batch.add(event);
        batchLines += lines(event);
        if (batch.size() >= BATCH_EVENTS || batchLines >= BATCH_LINES) {
            sendBatch();
        }
    }

    /** Sends what is left and waits until Kafka has everything. */
    void finish() throws IOException, InterruptedException {
        if (!batch.isEmpty()) {
            sendBatch();
        }
        while (!inFlight.isEmpty()) {
            settleOldest();
        }
    }

    private void sendBatch() throws IOException, InterruptedException {
        job.checkCancelled();
        while (inFlight.size() >= BATCHES_IN_FLIGHT) {
            settleOldest();
        }
        inFlight.add(send(batch));
        batch = new ArrayList<>();
        batchLines = 0;
    }

    private Sent send(List<CommerceEvent> events) {
        return new Sent(events, publisher.publish(events).toCompletableFuture());
    }

    private void settleOldest() throws IOException, InterruptedException {
        Sent oldest = inFlight.remove();
        if (isAcknowledged(oldest)) {
            complete(oldest.events().size());
            return;
        }
        long events = oldest.events().size();
        List<List<CommerceEvent>> failed = new ArrayList<>();
        failed.add(oldest.events());
        while (!inFlight.isEmpty()) {
            Sent next = inFlight.remove();
            events += next.events().size();
            if (!isAcknowledged(next)) {
                failed.add(next.events());
            }
        }
        job.waitForKafka(true);
        for (List<CommerceEvent> again : failed) {
            sendUntilAcknowledged(again);
        }
        job.waitForKafka(false);
        complete(events);
    }

    private void complete(long events) {
        complete += events;
        reached.accept(complete);
    }

    private void sendUntilAcknowledged(List<CommerceEvent> events) throws IOException, InterruptedException {
        awaitKafka();
        while (!isAcknowledged(send(events))) {
            Thread.sleep(PAUSE);
            awaitKafka();
        }
    }

    private void awaitKafka() throws InterruptedException {
        job.checkCancelled();
        while (!publisher.isAvailable()) {
            Thread.sleep(PAUSE);
            job.checkCancelled();
        }
    }

    private boolean isAcknowledged(Sent sent) throws IOException, InterruptedException {
        try {
            sent.acknowledged().get();
            job.acknowledge(sent.events().size());
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (!(cause instanceof KafkaUnavailableException)) {
                throw new IOException("an event cannot be sent", cause);
            }
            if (cause.getCause() instanceof RecordTooLargeException tooLarge) {
                throw new IOException("an order is larger than Kafka takes", tooLarge);
            }
            return false;
        }
    }

    private static int lines(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.CartEvent order -> order.items().size();
            case CommerceEvent.Refund refund -> refund.items().size();
            default -> 1;
        };
    }
}
