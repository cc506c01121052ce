package io.tillstream.ingest.wire.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Devices;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.segment.SegmentMessages;
import io.tillstream.ingest.wire.vocabulary.Ga4Vocabulary;
import io.tillstream.ingest.wire.vocabulary.Term;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mp/collect}: up to 25 events of one client; the key is {@code api_secret} in the address. Events have no ids: a purchase is known by its
 * transaction, another event by what it says and its {@code timestamp_micros}, and without that it is a new one each time.
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
public final class Ga4Format implements WireFormat {

    /** The most events in one body. */
    static final int MAX_EVENTS = 25;

    private static final int NO_CONTENT = 204;

    @Override
    public String name() {
        return "ga4";
    }

    @Override
    public List<String> paths() {
        return List.of("/mp/collect");
    }

    @Override
    public Proof proof() {
        return Proof.ANYWHERE;
    }

    @Override
    public String keyParameter() {
        return "api_secret";
    }

    @Override
    public int status() {
        return NO_CONTENT;
    }

    @Override
    public String keyPlace() {
        return "as api_secret in the address, ";
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        JsonBody body = JsonBody.batch(request.body(), "events", request.maxEvents());
        ObjectNode client = body.head();
        return new WireBatch(null, body, (event, index, receivedAt) -> map(client, event, receivedAt));
    }

    /** Maps one event of a client. */
    static Mapped map(ObjectNode client, JsonNode sent, Instant receivedAt) throws UnmappableException {
        String name = Json.text(sent, "name");
        ObjectNode parameters = Json.object(sent, "params").deepCopy();
        CanonicalEvent event =
                new CanonicalEvent(eventId(client, sent, name), "unknown", time(client, sent, receivedAt));
        event.by(Json.text(client, "user_id"), Json.text(client, "client_id", "app_instance_id"));
        event.browser(Json.text(client, "user_agent"));
        consent(client, event);
        event.context("device", Devices.device(Json.text(client, "device.category"), null));
        event.context("country", Json.text(client, "user_location.country_id"));
        event.context("location", Json.text(client, "user_location.city"));
        event.campaign(
                Json.text(parameters, "source", "campaign_source"),
                Json.text(parameters, "medium", "campaign_medium"),
                Json.text(parameters, "campaign", "campaign_name"));
        Term term = name == null ? null : Ga4Vocabulary.TABLE.find(name);
        if (term == null) {
            throw SegmentMessages.unknown("name", name, parameters, event);
        }
        if (term.action() == null) {
            return Mapped.ignored(String.valueOf(term.ignoredBecause()));
        }
        Ga4Vocabulary.TABLE.fill(term, parameters, event);
        return Mapped.to(event);
    }

    /** Google's two kinds of consent are both about advertising. https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#consent */
    private static void consent(ObjectNode client, CanonicalEvent event) {
        boolean denied = "DENIED".equalsIgnoreCase(Json.text(client, "consent.ad_user_data"))
                || "DENIED".equalsIgnoreCase(Json.text(client, "consent.ad_personalization"))
                || client.path("non_personalized_ads").asBoolean();
        if (denied) {
            event.consent("advertising", false);
        }
    }

    private static String eventId(ObjectNode client, JsonNode sent, @Nullable String name) {
        String transaction = Json.text(sent, "params.transaction_id");
        if (transaction != null && name != null && name.equals(Action.PURCHASE.wireName())) {
            return "ga4:purchase:" + transaction;
        }
        String time = Json.text(sent, "timestamp_micros");
        String outer = time == null ? Json.text(client, "timestamp_micros") : time;
        String who = Json.text(client, "client_id", "app_instance_id", "user_id");
        return outer == null || who == null
                ? UUID.randomUUID().toString()
                : CanonicalEvent.digest((who + "\n" + outer + "\n" + sent).getBytes(StandardCharsets.UTF_8));
    }

    private static String time(ObjectNode client, JsonNode sent, Instant receivedAt) {
        String inner = Json.text(sent, "timestamp_micros");
        String micros = inner == null ? Json.text(client, "timestamp_micros") : inner;
        if (micros == null) {
            return receivedAt.toString();
        }
        try {
            return Instant.EPOCH
                    .plus(new BigDecimal(micros).longValueExact(), ChronoUnit.MICROS)
                    .toString();
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            // refused with its reason by the check of the event
            return micros;
        }
    }
}
