package io.tillstream.contracts.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries, whatever its action. At least one of {@code customerId} and {@code anonymousId} is there.
 *
 * @param eventId the sender's unique id of this event; an event counts once, whatever its number of deliveries
 * @param customerId the shop's identifier of a known customer
 * @param anonymousId the identifier of a visitor who is not (yet) known
 * @param sessionId the sender's own session, kept but not used to count sessions
 * @param timestamp event time
 * @param currency ISO 4217 code as sent; one reporting currency per installation
 * @param context where and with what
 * @param properties all that the canonical form does not name: strings, numbers, booleans, lists, maps
 */
public record Envelope(
        String eventId,
        @Nullable String customerId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        Instant timestamp,
        @Nullable String currency,
        Context context,
        Map<String, Object> properties) {

    /** Marks the keys of visitors without a customer id, so that they cannot collide with customers. */
    public static final String ANONYMOUS_PREFIX = "anon:";

    /** The key of the event on its topic: the customer's id, or else the visitor's with {@link #ANONYMOUS_PREFIX}. */
    public String key() {
        return customerId != null ? customerId : ANONYMOUS_PREFIX + anonymousId;
    }
}
