package io.tillstream.dashboard.customsegments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.dashboard.channel.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The custom segments as users defined them, as the topic has them. An installation has at most a hundred. */
public final class DefinitionBook implements RecordReader {

    private final JsonMapper json = new JsonMapper();
    private final Map<String, JsonNode> definitions = new TreeMap<>();
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            definitions.remove(id);
        } else {
            definitions.put(id, read(record.value()));
        }
        version++;
    }

    private JsonNode read(byte[] value) {
        try {
            JsonNode definition = json.readTree(value);
            if (!definition.path("name").isTextual() || !definition.path("rule").isObject()) {
                throw new IllegalArgumentException("a custom segment has a name and a rule");
            }
            return definition;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, JsonNode> definitions() {
        return definitions;
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
