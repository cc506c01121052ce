package io.tillstream.ingest.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tillstream.ingest.privacy.WithheldCount;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The bodies of answers: the summary of a request and RFC 9457 problems. */
final class Answers {

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** {@code {"accepted":2,"rejected":[…]}}. */
    static Buffer summary(IntakeResult result) {
        return object(json -> {
            json.writeNumberField("accepted", result.accepted());
            writeRejections(json, "rejected", result.rejections());
            writeWithheld(json, result.withheld());
        });
    }

    /** A problem; {@code detail} says what to do. */
    static Buffer problem(ProblemKind kind, String detail) {
        return object(json -> writeProblem(json, kind, detail));
    }

    /** The problem of a request none of whose events was right. */
    static Buffer invalid(IntakeResult result) {
        List<Rejection> rejections = result.rejections();
        Rejection first = rejections.getFirst();
        String detail = rejections.size() == 1
                ? first.field() + ": " + first.reason()
                : "All " + rejections.size() + " events are wrong; see errors for the field and reason of each";
        return object(json -> {
            writeProblem(json, ProblemKind.INVALID_EVENTS, detail);
            json.writeNumberField("accepted", 0);
            writeRejections(json, "errors", rejections);
        });
    }

    static void writeProblem(JsonGenerator json, ProblemKind kind, String detail) throws IOException {
        json.writeStringField("type", kind.type());
        json.writeStringField("title", kind.title());
        json.writeNumberField("status", kind.status());
        json.writeStringField("detail", detail);
    }

    static void writeRejections(JsonGenerator json, String name, List<Rejection> rejections) throws IOException {
        json.writeArrayFieldStart(name);
        for (Rejection rejection : rejections) {
            json.writeStartObject();
            json.writeNumberField("index", rejection.index());
            String eventId = rejection.eventId();
            if (eventId != null) {
                json.writeStringField("event_id", eventId);
            }
            json.writeStringField("field", rejection.field());
            json.writeStringField("reason", rejection.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Left out when there is nothing to say. */
    static void writeWithheld(JsonGenerator json, WithheldCount withheld) throws IOException {
        if (withheld.total() > 0) {
            json.writeObjectFieldStart("withheld");
            json.writeNumberField("bots", withheld.bots());
            json.writeNumberField("without_consent", withheld.withoutConsent());
            json.writeEndObject();
        }
    }

    private static Buffer object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
