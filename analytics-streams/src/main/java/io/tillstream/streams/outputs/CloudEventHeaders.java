package io.tillstream.streams.outputs;

import io.tillstream.contracts.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** CloudEvents 1.0 headers in binary mode, as its Kafka binding defines them, for the records of one topic. Not thread-safe. */
public final class CloudEventHeaders {

    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header SOURCE = header("ce_source", "/tillstream/analytics-streams");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

    private final Header type;
    private long lastMillis = Long.MIN_VALUE;
    private Header lastTime = header("ce_time", "");

    /**
     * Headers for a topic.
     *
     * @param topic gives the type, {@code io.tillstream.} and the topic's name
     */
    public CloudEventHeaders(TopicSpec topic) {
        type = header("ce_type", "io.tillstream." + topic.name());
    }

    /**
     * Headers of a record.
     *
     * @param subject what the record is about
     * @param atMillis when what it says became true, milliseconds since 1970; with the subject it makes the id
     */
    public Headers of(String subject, long atMillis) {
        if (atMillis != lastMillis) {
            lastMillis = atMillis;
            lastTime = header("ce_time", Instant.ofEpochMilli(atMillis).toString());
        }
        Header id = header("ce_id", subject + "@" + atMillis);
        return new RecordHeaders(new Header[] {SPEC_VERSION, id, SOURCE, type, lastTime, CONTENT_TYPE});
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
