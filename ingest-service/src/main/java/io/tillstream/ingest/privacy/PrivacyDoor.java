package io.tillstream.ingest.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventOwner;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets events in: reads and checks each, takes personal fields out of behavioural events or refuses these, shortens network addresses, and withholds what crawlers do and
 * what people do not consent to. What an order, an answer or a person's own change says is always kept: only what watches a person can be withheld. Thread-safe.
 */
public final class PrivacyDoor {

    /** Actions that only watch a person. */
    public static final Set<Action> WATCHING = Set.copyOf(EnumSet.of(
            Action.PAGE_VIEW,
            Action.VIEW_ITEM,
            Action.SEARCH,
            Action.ADD_TO_CART,
            Action.REMOVE_FROM_CART,
            Action.BEGIN_CHECKOUT,
            Action.ABANDON,
            Action.EXPERIMENT_EXPOSED,
            Action.MESSAGE_OPENED,
            Action.MESSAGE_CLICKED));

    private static final String UNLINKED = "unlinked-";
    // keeps numbers and their digits as they were sent; a field that is given twice is refused by the reader before
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final EventReader reader;
    private final PrivacyPolicy policy;
    private final PrivacyCounts counts;
    private final Consent consent;
    private final Crawlers crawlers = new Crawlers();

    /** Reads with the reader, by this policy. */
    public PrivacyDoor(EventReader reader, PrivacyPolicy policy, PrivacyCounts counts, ConsentMemory memory) {
        this.reader = reader;
        this.policy = policy;
        this.counts = counts;
        consent = new Consent(policy, memory);
    }

    /**
     * Takes an event of this product's own form.
     *
     * @param json holds one JSON object in UTF-8 from {@code offset} on, {@code length} bytes long
     * @param key name of the write key
     * @throws InvalidEventException naming the field and the reason
     */
    public Admission take(byte[] json, int offset, int length, Instant receivedAt, String key, Signals signals)
            throws InvalidEventException {
        CommerceEvent event;
        try {
            event = reader.read(json, offset, length, receivedAt);
        } catch (InvalidEventException e) {
            Admission moved = policy.moves(Door.OWN) ? closely(json, offset, length, receivedAt, key, signals) : null;
            if (moved == null) {
                throw e;
            }
            return moved;
        }
        if (Traces.isIn(event)) {
            Admission cleaned = closely(json, offset, length, receivedAt, key, signals);
            if (cleaned != null) {
                return cleaned;
            }
        }
        return judge(event, key, signals);
    }

    /** Takes an event that has, or may have, something personal in it; null when it cannot be read as JSON or nothing was found that can be moved. */
    private @Nullable Admission closely(
            byte[] json, int offset, int length, Instant receivedAt, String key, Signals signals)
            throws InvalidEventException {
        ObjectNode tree;
        try {
            if (!(MAPPER.readTree(json, offset, length) instanceof ObjectNode object)) {
                return null;
            }
            tree = object;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cleaned cleaned = clean(tree, Door.OWN, key);
        CommerceEvent event = read(cleaned.event(), receivedAt);
        ObjectNode details = cleaned.details();
        Admission admission = judge(event, key, signals);
        if (details == null || admission.withheld() != null) {
            return admission;
        }
        CommerceEvent apart =
                judge(read(details, receivedAt), key, signals).events().getFirst();
        return new Admission(List.of(admission.events().getFirst(), apart), null);
    }

    /**
     * Takes personal fields out of an event that was not checked yet.
     *
     * @param event in canonical or flat form; it is changed
     * @throws InvalidEventException when it is to be refused for what was found
     */
    public Cleaned clean(ObjectNode event, Door door, String key) throws InvalidEventException {
        return new EventCleaner(policy.moves(door), counts.of(key)).clean(event);
    }

    private CommerceEvent read(ObjectNode event, Instant receivedAt) throws InvalidEventException {
        return reader.read(bytes(event), receivedAt);
    }

    /** An event as it is sent on. */
    public static byte[] bytes(ObjectNode event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was done to the events of a write key since the start. */
    public Map<String, Long> report(String key) {
        return counts.of(key).shown();
    }

    /** What is kept of an event that cannot be read and is kept aside as it came. */
    public byte[] aside(byte[] sent) {
        return NetworkAddresses.shortened(sent);
    }

    /** Decides whether an event that is right is kept, and how much of it. */
    public Admission judge(CommerceEvent event, String key, Signals signals) {
        consent.heed(event);
        boolean watching = WATCHING.contains(event.action());
        if (watching && policy.withholdsBots()) {
            String agent = browser(event, signals);
            if (agent != null && crawlers.isCrawler(agent)) {
                counts.of(key).add(PrivacyCounts.Deed.BOT_WITHHELD);
                return Admission.withheld(Withheld.BOT);
            }
        }
        CommerceEvent kept = consent.refusesAdvertising(event) ? withoutCampaign(event, key) : event;
        if (policy.withoutConsent() == PrivacyPolicy.WithoutConsent.KEEP || consent.analytics(event, signals)) {
            return Admission.of(kept);
        }
        if (!watching) {
            return Admission.of(pared(kept, key));
        }
        if (policy.withoutConsent() == PrivacyPolicy.WithoutConsent.WITHHOLD) {
            counts.of(key).add(PrivacyCounts.Deed.WITHHELD_WITHOUT_CONSENT);
            return Admission.withheld(Withheld.NO_CONSENT);
        }
        counts.of(key).add(PrivacyCounts.Deed.UNLINKED);
        return Admission.of(unlinked(kept));
    }

    private static @Nullable String browser(CommerceEvent event, Signals signals) {
        Map<String, Object> properties = event.envelope().properties();
        if (properties.isEmpty()) {
            return signals.userAgent();
        }
        Object said = properties.get("user_agent");
        if (said == null && properties.get("context") instanceof Map<?, ?> context) {
            said = context.get("user_agent");
        }
        return said instanceof String text ? text : signals.userAgent();
    }

    private CommerceEvent withoutCampaign(CommerceEvent event, String key) {
        Context sent = event.envelope().context();
        if (sent.campaign() == null) {
            return event;
        }
        counts.of(key).add(PrivacyCounts.Deed.PARED);
        Envelope to = event.envelope();
        Context kept = new Context(sent.channel(), sent.device(), sent.country(), sent.location(), null);
        return EventOwner.with(
                event,
                new Envelope(
                        to.eventId(),
                        to.customerId(),
                        to.anonymousId(),
                        to.sessionId(),
                        to.timestamp(),
                        to.currency(),
                        kept,
                        to.properties()));
    }

    /** Without what ties it to other visits: session, device, campaign, and the visitor when the customer is known. */
    private CommerceEvent pared(CommerceEvent event, String key) {
        Envelope sent = event.envelope();
        Context context = sent.context();
        boolean tied = sent.sessionId() != null
                || context.device() != null
                || context.campaign() != null
                || (sent.customerId() != null && sent.anonymousId() != null);
        if (!tied || event instanceof CommerceEvent.Unmerge || event instanceof CommerceEvent.AdSpend) {
            return event;
        }
        counts.of(key).add(PrivacyCounts.Deed.PARED);
        return EventOwner.with(
                event,
                new Envelope(
                        sent.eventId(),
                        sent.customerId(),
                        sent.customerId() == null ? sent.anonymousId() : null,
                        null,
                        sent.timestamp(),
                        sent.currency(),
                        new Context(context.channel(), null, context.country(), context.location(), null),
                        sent.properties()));
    }

    /** As that of a visitor who does nothing else; the same one when it is sent again, so that it counts once. */
    private static CommerceEvent unlinked(CommerceEvent event) {
        Envelope sent = event.envelope();
        Context context = sent.context();
        Envelope to = new Envelope(
                sent.eventId(),
                null,
                UNLINKED + sent.eventId(),
                null,
                sent.timestamp(),
                sent.currency(),
                new Context(context.channel(), context.device(), context.country(), null, null),
                Map.of());
        return switch (event) {
            case CommerceEvent.AddToCart e -> new CommerceEvent.AddToCart(to, null, e.items());
            case CommerceEvent.RemoveFromCart e -> new CommerceEvent.RemoveFromCart(to, null, e.items());
            case CommerceEvent.BeginCheckout e -> new CommerceEvent.BeginCheckout(to, null, e.items());
            case CommerceEvent.Abandon e -> new CommerceEvent.Abandon(to, null, e.items());
            default -> EventOwner.with(event, to);
        };
    }
}
