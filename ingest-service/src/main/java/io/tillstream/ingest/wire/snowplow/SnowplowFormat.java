package io.tillstream.ingest.wire.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Devices;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.SenderClock;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.segment.SegmentMessages;
import io.tillstream.ingest.wire.vocabulary.SnowplowVocabulary;
import io.tillstream.ingest.wire.vocabulary.Term;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /com.snowplowanalytics.snowplow/tp2}: page views, self-describing events and the entities beside them. The key is in a header of the
 * tracker's ({@code customHeaders}), or is the {@code appId}.
 * https://docs.snowplow.io/docs/events/going-deeper/http-requests/
 */
public final class SnowplowFormat implements WireFormat {

    private static final int FIRST_STEP = 1;

    @Override
    public String name() {
        return "snowplow";
    }

    @Override
    public List<String> paths() {
        return List.of("/com.snowplowanalytics.snowplow/tp2");
    }

    @Override
    public Proof proof() {
        return Proof.ANYWHERE;
    }

    @Override
    public String keyPlace() {
        return "as the tracker's appId, ";
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        JsonBody body = JsonBody.batch(request.body(), "data", request.maxEvents());
        return new WireBatch(key(body), body, (event, index, receivedAt) -> map(event, receivedAt));
    }

    /** The {@code appId} of the first event that can be read. */
    private static @Nullable String key(JsonBody body) {
        for (int i = 0; i < body.size(); i++) {
            JsonNode event = body.element(i);
            if (event != null && event.isObject()) {
                return Json.text(event, "aid");
            }
        }
        return null;
    }

    private static Mapped map(JsonNode sent, Instant receivedAt) throws UnmappableException {
        String id = Json.text(sent, "eid");
        CanonicalEvent event =
                new CanonicalEvent(id == null ? UUID.randomUUID().toString() : id, "unknown", time(sent, receivedAt));
        Entities entities = Entities.read(sent);
        String customer = Json.text(sent, "uid");
        event.by(customer == null ? entities.userId() : customer, Json.text(sent, "duid", "nuid", "tnuid"));
        event.session(Json.text(sent, "sid"));
        event.context("channel", Devices.channel(Json.text(sent, "p"), null));
        event.browser(Json.text(sent, "ua"));
        event.context("device", Devices.device(null, Json.text(sent, "ua")));
        Described described = described(sent);
        ObjectNode fields = described.fields();
        entities.into(fields);
        Term term = described.name() == null ? null : SnowplowVocabulary.TABLE.find(described.name());
        if (term == null) {
            throw SegmentMessages.unknown(described.field(), described.name(), fields, event);
        }
        if (term.action() == null) {
            return Mapped.ignored(String.valueOf(term.ignoredBecause()));
        }
        if (entities.checkoutStep() > FIRST_STEP) {
            return Mapped.ignored("a part of the checkout, which has begun");
        }
        SnowplowVocabulary.TABLE.fill(term, fields, event);
        return Mapped.to(event);
    }

    /** The true time, where the sender vouches for it, else the device's, corrected by when it was sent. */
    private static String time(JsonNode sent, Instant receivedAt) {
        String vouched = millis(Json.text(sent, "ttm"));
        return vouched != null
                ? vouched
                : SenderClock.corrected(millis(Json.text(sent, "dtm")), millis(Json.text(sent, "stm")), receivedAt);
    }

    private static @Nullable String millis(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : Instant.ofEpochMilli(Long.parseLong(text)).toString();
        } catch (NumberFormatException | DateTimeException e) {
            // refused with its reason by the check of the event
            return text;
        }
    }

    private record Described(String field, @Nullable String name, ObjectNode fields) {}

    /** What an event is called in the vocabulary, and its own fields. */
    private static Described described(JsonNode sent) throws UnmappableException {
        String kind = Json.text(sent, "e");
        return switch (kind == null ? "" : kind) {
            case "pv" -> new Described("e", "page_view", fields(sent, List.of("url", "page")));
            case "pp" -> new Described("e", "page_ping", fields(sent, List.of("url")));
            case "ue" -> selfDescribing(Entities.json(sent, "ue_pr", "ue_px"));
            case "se" ->
                new Described(
                        "se_ac", Json.text(sent, "se_ac"), fields(sent, List.of("se_ca", "se_la", "se_pr", "se_va")));
            case "tr", "ti" ->
                throw new UnmappableException(
                        "e", "is a transaction of the first kind; send the e-commerce action transaction", null);
            default -> throw new UnmappableException("e", "must be pv, pp, ue or se", null);
        };
    }

    private static ObjectNode fields(JsonNode sent, List<String> names) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = Json.at(sent, name);
            if (value != null) {
                fields.set(name, value);
            }
        }
        return fields;
    }

    private static Described selfDescribing(@Nullable JsonNode envelope) {
        String schema = Json.text(envelope, "data.schema");
        ObjectNode data = Json.object(envelope, "data.data");
        String name = schema == null ? null : Entities.schemaName(schema);
        if ("snowplow_ecommerce_action".equals(name)) {
            JsonNode type = data.remove("type");
            return new Described("ue.data.type", Json.asText(type), data);
        }
        if (data.get("terms") instanceof ArrayNode terms) {
            StringBuilder query = new StringBuilder();
            terms.forEach(term -> query.append(query.isEmpty() ? "" : " ").append(term.asText()));
            data.put("terms", query.toString());
        }
        return new Described("ue.schema", name, data);
    }
}
