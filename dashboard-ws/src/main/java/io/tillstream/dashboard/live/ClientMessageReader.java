package io.tillstream.dashboard.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what clients say, with bounds on everything. */
final class ClientMessageReader {

    /** Longest message, in characters. */
    static final int MAX_LENGTH = 4_096;
    /** Most channels one message may name. */
    static final int MAX_CHANNELS = 32;

    private static final int MAX_DEPTH = 5;
    private static final int MAX_NAME = 64;

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NAME)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private ClientMessageReader() {}

    /**
     * Reads one message.
     *
     * @throws MalformedMessageException when it is too long, no JSON object, or does not fit its type
     */
    static ClientMessage read(String text) throws MalformedMessageException {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedMessageException("message longer than " + MAX_LENGTH + " characters");
        }
        JsonNode message = parse(text);
        if (!message.isObject()) {
            throw new MalformedMessageException("message is not a JSON object");
        }
        JsonNode type = message.path("type");
        return switch (type.isTextual() ? type.textValue() : "") {
            case "subscribe" -> new ClientMessage.Subscribe(channels(message), last(message), stream(message));
            case "unsubscribe" -> new ClientMessage.Unsubscribe(channels(message));
            case "ping" -> new ClientMessage.Ping();
            default -> throw new MalformedMessageException("type must be subscribe, unsubscribe or ping");
        };
    }

    private static JsonNode parse(String text) throws MalformedMessageException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("message is not valid JSON");
        }
    }

    private static List<String> channels(JsonNode message) throws MalformedMessageException {
        JsonNode channels = message.path("channels");
        if (!channels.isArray() || channels.isEmpty() || channels.size() > MAX_CHANNELS) {
            throw new MalformedMessageException("channels must be an array of 1 to " + MAX_CHANNELS + " names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode channel : channels) {
            if (!channel.isTextual() || channel.textValue().length() > MAX_NAME) {
                throw new MalformedMessageException(
                        "a channel's name must be a string of at most " + MAX_NAME + " characters");
            }
            names.add(channel.textValue());
        }
        return names;
    }

    private static Map<String, Long> last(JsonNode message) throws MalformedMessageException {
        JsonNode last = message.path("last");
        if (last.isMissingNode() || last.isNull()) {
            return Map.of();
        }
        if (!last.isObject() || last.size() > MAX_CHANNELS) {
            throw new MalformedMessageException("last must be an object of channel names and sequence numbers");
        }
        Map<String, Long> seen = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : last.properties()) {
            if (!entry.getValue().isIntegralNumber() || !entry.getValue().canConvertToLong()) {
                throw new MalformedMessageException("a sequence number in last must be an integer");
            }
            seen.put(entry.getKey(), entry.getValue().longValue());
        }
        return seen;
    }

    private static @Nullable String stream(JsonNode message) throws MalformedMessageException {
        JsonNode stream = message.path("stream");
        if (stream.isMissingNode() || stream.isNull()) {
            return null;
        }
        if (!stream.isTextual() || stream.textValue().length() > MAX_NAME) {
            throw new MalformedMessageException("stream must be a string of at most " + MAX_NAME + " characters");
        }
        return stream.textValue();
    }
}
