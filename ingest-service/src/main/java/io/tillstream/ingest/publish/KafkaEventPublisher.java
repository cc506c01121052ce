package io.tillstream.ingest.publish;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;

/** Publishes through the one producer that {@link KafkaLink} keeps. */
public final class KafkaEventPublisher implements EventPublisher {

    private final KafkaLink link;
    private final EventRecords records = new EventRecords();

    /** Publishes over a link that is, or will be, started. */
    public KafkaEventPublisher(KafkaLink link) {
        this.link = link;
    }

    @Override
    public CompletionStage<Void> publish(List<CommerceEvent> events) {
        EventBatch batch = begin();
        for (CommerceEvent event : events) {
            batch.add(event);
        }
        return batch.finish();
    }

    @Override
    public EventBatch begin() {
        Producer<byte[], byte[]> producer = link.isUp() ? link.producer() : null;
        return new EventBatch(producer, records);
    }

    @Override
    public boolean isAvailable() {
        return link.isUp();
    }
}
