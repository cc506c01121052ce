package io.tillstream.streams.outputs;

import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** CloudEvents 1.0 headers in binary mode, as its Kafka binding defines them. */
public final class CloudEventHeaders {

    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] SOURCE = utf8("/tillstream/analytics-streams");
    private static final byte[] JSON = utf8("application/json");

    private CloudEventHeaders() {}

    /**
     * Headers of a record.
     *
     * @param topic gives the type, {@code io.tillstream.} and the topic's name
     * @param subject what the record is about
     * @param atMillis when what it says became true, milliseconds since 1970; with the subject it makes the id
     */
    public static Headers of(TopicSpec topic, String subject, long atMillis) {
        Headers headers = new RecordHeaders();
        headers.add("ce_specversion", SPEC_VERSION);
        headers.add("ce_id", utf8(subject + "@" + atMillis));
        headers.add("ce_source", SOURCE);
        headers.add("ce_type", utf8("io.tillstream." + topic.name()));
        headers.add("ce_time", utf8(Instant.ofEpochMilli(atMillis).toString()));
        headers.add("content-type", JSON);
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
