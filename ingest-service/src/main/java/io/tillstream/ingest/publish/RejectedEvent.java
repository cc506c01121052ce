package io.tillstream.ingest.publish;

import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event that came in a batch with others and is wrong, on its way to the topic of rejected events.
 *
 * @param value the event, in canonical form as far as it could be brought into it, else as it was sent
 * @param field path of the field that is wrong
 * @param reason what is wrong with it
 * @param format the wire format that it came in
 * @param writeKey name of the key that sent it, never the key
 */
public record RejectedEvent(byte[] value, String field, String reason, String format, String writeKey) {

    ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(TopicCatalogue.REJECTED.name(), null, value);
        header(message, RejectedHeaders.FIELD, field);
        header(message, RejectedHeaders.REASON, reason);
        header(message, RejectedHeaders.FORMAT, format);
        header(message, RejectedHeaders.WRITE_KEY, writeKey);
        return message;
    }

    private static void header(ProducerRecord<byte[], byte[]> message, String name, String text) {
        message.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
