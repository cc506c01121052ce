package io.tillstream.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the record of an event's action out of what was read, after the checks that need more than one field. */
final class EventBuilder {

    private static final List<String> RESERVED_PREFIXES = List.of(
            Envelope.ANONYMOUS_PREFIX, CommerceEvent.AdSpend.KEY_PREFIX, CommerceEvent.ProductUpdated.KEY_PREFIX);

    private EventBuilder() {}

    /** The event of a draft; the draft is used up. */
    static CommerceEvent build(EventDraft draft, @Nullable String currency, Instant receivedAt)
            throws InvalidEventException {
        draft.receivedAt = receivedAt;
        Action action = draft.action;
        if (action == null) {
            throw new InvalidEventException("action", "must be given; known are " + Action.wireNames());
        }
        checkIdentity(draft, action);
        checkCurrency(draft, currency);
        checkPersonal(draft, action);
        return switch (action) {
            case PAGE_VIEW,
                    VIEW_ITEM,
                    SEARCH,
                    ADD_TO_CART,
                    REMOVE_FROM_CART,
                    BEGIN_CHECKOUT,
                    PURCHASE,
                    REFUND,
                    ABANDON,
                    PRODUCT_UPDATED -> new ShopEvents(draft).build(action);
            case IDENTIFY, CUSTOMER_UPDATED -> CustomerEvents.build(draft, action);
            default -> new ServiceEvents(draft).build(action);
        };
    }

    /** What every event carries; to be called after all else was taken from the draft. */
    static Envelope envelope(EventDraft draft) throws InvalidEventException {
        return new Envelope(
                eventId(draft),
                draft.customerId,
                draft.anonymousId,
                draft.sessionId,
                time(draft),
                draft.currency,
                draft.context,
                draft.rest());
    }

    private static Instant time(EventDraft draft) throws InvalidEventException {
        Instant time = draft.time;
        if (time != null) {
            EventTimes.check("timestamp", time, draft.receivedAt);
            return time;
        }
        String timestamp = draft.timestamp;
        if (timestamp == null) {
            throw new InvalidEventException("timestamp", "must be given, such as 2024-01-01T12:00:00Z");
        }
        return EventTimes.parse("timestamp", timestamp, draft.receivedAt);
    }

    private static String eventId(EventDraft draft) throws InvalidEventException {
        String eventId = draft.eventId;
        if (eventId == null) {
            throw new InvalidEventException("event_id", "must be given: an id of this event alone, such as a UUID");
        }
        return eventId;
    }

    private static void checkIdentity(EventDraft draft, Action action) throws InvalidEventException {
        eventId(draft);
        String customer = draft.customerId;
        if (customer != null) {
            for (String prefix : RESERVED_PREFIXES) {
                if (customer.startsWith(prefix)) {
                    throw new InvalidEventException(
                            "customer_id", "must not begin with " + prefix + " which marks keys that are no customers");
                }
            }
        } else if (draft.anonymousId == null && action != Action.AD_SPEND && action != Action.PRODUCT_UPDATED) {
            throw new InvalidEventException(
                    "customer_id", "must be given, or anonymous_id for a visitor not known yet");
        }
    }

    private static void checkCurrency(EventDraft draft, @Nullable String expected) throws InvalidEventException {
        String sent = draft.currency;
        if (sent == null) {
            return;
        }
        if (expected != null && !expected.equals(sent)) {
            throw new InvalidEventException(
                    "currency",
                    "must be " + expected + ", the one currency of this installation (set by TILLSTREAM_CURRENCY)");
        }
        if (!isCode(sent)) {
            throw new InvalidEventException("currency", "must be three capital letters of ISO 4217, such as USD");
        }
    }

    private static boolean isCode(String currency) {
        for (int i = 0; i < currency.length(); i++) {
            char c = currency.charAt(i);
            if (c < 'A' || c > 'Z') {
                return false;
            }
        }
        return currency.length() == 3;
    }

    private static void checkPersonal(EventDraft draft, Action action) throws InvalidEventException {
        String path = draft.personalPath;
        if (path != null && action != Action.IDENTIFY && action != Action.CUSTOMER_UPDATED) {
            throw new InvalidEventException(
                    path, "is personal data, which belongs in identify or customer_updated and in no other event");
        }
    }
}
