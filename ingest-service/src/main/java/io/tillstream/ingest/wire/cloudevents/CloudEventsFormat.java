package io.tillstream.ingest.wire.cloudevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/cloudevents} in structured, binary and batch mode. The data is an event in the canonical or the flat form; the attributes stand in for what it leaves
 * out: {@code id} for the event's id, {@code time} for its time, the last name of {@code type} for its action, {@code subject} for the customer.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 */
public final class CloudEventsFormat implements WireFormat {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String PREFIX = "ce-";
    private static final List<String> REQUIRED = List.of("id", "source", "type", "specversion");
    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type", "subject", "time");

    @Override
    public String name() {
        return "cloudevents";
    }

    @Override
    public List<String> paths() {
        return List.of("/v1/cloudevents");
    }

    @Override
    public Proof proof() {
        return Proof.HEADER;
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        String type = request.header("Content-Type");
        String plain = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (plain.startsWith(BATCH)) {
            return new WireBatch(null, JsonBody.batch(request.body(), "", request.maxEvents()), CloudEventsFormat::map);
        }
        if (plain.startsWith(STRUCTURED)) {
            JsonBody body = JsonBody.single(request.body());
            body.whole();
            return new WireBatch(null, body, CloudEventsFormat::map);
        }
        if (ATTRIBUTES.stream().noneMatch(attribute -> request.header(PREFIX + attribute) != null)) {
            throw BodyException.unreadable("Send a CloudEvent: with Content-Type " + STRUCTURED + " or " + BATCH
                    + ", or with its attributes in the headers ce-id, ce-source, ce-type and ce-specversion");
        }
        return new WireBatch(null, JsonBody.single(binary(request)), CloudEventsFormat::map);
    }

    /** An event in binary mode as the same one in structured mode. */
    private static byte[] binary(WireRequest request) throws BodyException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (String attribute : ATTRIBUTES) {
            String value = request.header(PREFIX + attribute);
            if (value != null) {
                event.put(attribute, percentDecoded(value));
            }
        }
        try {
            event.set("data", Json.MAPPER.readTree(request.body()));
            return Json.MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw BodyException.unreadable("The body of a CloudEvent in binary mode is its data, and must be JSON");
        } catch (IOException e) {
            throw BodyException.unreadable("The data cannot be read");
        }
    }

    private static String percentDecoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Mapped map(JsonNode sent, int index, Instant receivedAt) throws UnmappableException {
        for (String attribute : REQUIRED) {
            if (Json.text(sent, attribute) == null) {
                throw new UnmappableException(attribute, "must be given", null);
            }
        }
        ObjectNode data = data(sent);
        fillIn(data, "event_id", CanonicalEvent.fitting(String.valueOf(Json.text(sent, "id"))));
        fillIn(data, "timestamp", Json.text(sent, "time"));
        fillIn(data, "timestamp", receivedAt.toString());
        fillIn(data, "action", action(Json.text(sent, "type")));
        if (!data.has("anonymous_id")) {
            fillIn(data, "customer_id", Json.text(sent, "subject"));
        }
        return Mapped.to(CanonicalEvent.of(data));
    }

    private static ObjectNode data(JsonNode sent) throws UnmappableException {
        String base64 = Json.text(sent, "data_base64");
        JsonNode data = sent.get("data");
        try {
            if (base64 != null) {
                data = Json.MAPPER.readTree(Base64.getDecoder().decode(base64));
            } else if (data != null && data.isTextual()) {
                data = Json.MAPPER.readTree(data.textValue());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnmappableException("data", "is not JSON", null);
        }
        if (!(data instanceof ObjectNode object)) {
            throw new UnmappableException("data", "must be an object: the fields of an event", null);
        }
        return object;
    }

    private static void fillIn(ObjectNode data, String name, @Nullable String value) {
        if (value != null && Json.at(data, name) == null) {
            data.put(name, value);
        }
    }

    /** {@code add_to_cart} of {@code com.example.shop.add_to_cart.v1}; the whole type when no name of it is an action. */
    private static String action(@Nullable String type) {
        String[] names = String.valueOf(type).split("[./]", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            String name = names[i].toLowerCase(Locale.ROOT).replace('-', '_');
            if (Action.ofWireName(name) != null) {
                return name;
            }
        }
        return String.valueOf(type);
    }
}
