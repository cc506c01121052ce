package io.tillstream.ingest.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to a sender at {@code /ws/events}, and its first message. */
final class SocketAnswers {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_KEY_CHARACTERS = 1_000;

    private SocketAnswers() {}

    /** The key was taken. */
    static String ready() {
        return "{\"ready\":true}";
    }

    /**
     * A message was taken.
     *
     * @param number its number on the connection, from 0
     * @param ids of the events that Kafka has acknowledged
     */
    static String settled(long number, List<String> ids, IntakeResult result) {
        return object(json -> {
            json.writeNumberField("message", number);
            json.writeNumberField("accepted", result.accepted());
            json.writeArrayFieldStart("event_ids");
            for (String id : ids) {
                json.writeString(id);
            }
            json.writeEndArray();
            Answers.writeRejections(json, "rejected", result.rejections());
            Answers.writeWithheld(json, result.withheld());
        });
    }

    /** A message was not taken, and nothing of it is certain to be in the log. */
    static String problem(long number, ProblemKind kind, String detail) {
        return object(json -> {
            json.writeNumberField("message", number);
            json.writeObjectFieldStart("problem");
            Answers.writeProblem(json, kind, detail);
            json.writeEndObject();
        });
    }

    /** The key in {@code {"write_key":"…"}}; null when it is no such message. */
    static @Nullable String writeKey(byte[] message) {
        try (JsonParser parser = JSON.createParser(message)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && "write_key".equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.VALUE_STRING) {
                String key = parser.getText();
                boolean ends = parser.nextToken() == JsonToken.END_OBJECT;
                return ends && key.length() <= MOST_KEY_CHARACTERS ? key : null;
            }
        } catch (IOException e) {
            // told by the connection's end
        }
        return null;
    }

    private static String object(Answers.Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
