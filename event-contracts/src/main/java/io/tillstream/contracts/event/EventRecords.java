package io.tillstream.contracts.event;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns an event into the records that a producer sends. One place decides which topic carries what, so that personal data cannot reach the event topic.
 */
public final class EventRecords {

    private final EventWriter writer = new EventWriter();

    /**
     * The records of one event: always one on the event topic; for a customer's details with personal data also one on the compacted customers topic; for what a
     * person says about a purpose also one on that of consents.
     */
    public List<ProducerRecord<byte[], byte[]>> of(CommerceEvent event) {
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> behaviour =
                new ProducerRecord<>(TopicCatalogue.EVENTS.name(), key, writer.write(event));
        return switch (event) {
            case CommerceEvent.Identify identify
            when isPersonal(identify.details(), event) -> List.of(behaviour, personal(key, event));
            case CommerceEvent.CustomerUpdated updated
            when isPersonal(updated.details(), event) -> List.of(behaviour, personal(key, event));
            case CommerceEvent.ConsentChanged consent ->
                List.of(
                        behaviour,
                        new ProducerRecord<>(
                                TopicCatalogue.CONSENTS.name(),
                                (event.key() + "|" + consent.purpose()).getBytes(StandardCharsets.UTF_8),
                                behaviour.value()));
            default -> List.of(behaviour);
        };
    }

    private static boolean isPersonal(CustomerDetails details, CommerceEvent event) {
        return details.hasPersonalData()
                || EventProperties.holdPersonal(event.envelope().properties());
    }

    private ProducerRecord<byte[], byte[]> personal(byte[] key, CommerceEvent event) {
        return new ProducerRecord<>(TopicCatalogue.CUSTOMERS.name(), key, writer.writeWithPersonalData(event));
    }
}
