package io.tillstream.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event from JSON and checks every bound, once, for all who take events in. Thread-safe.
 *
 * <p>Accepts the canonical form and the flat form with one item ({@code product_title}, {@code product_price}, …). A field it does not know is kept in
 * {@link Envelope#properties()}.
 */
public final class EventReader {

    private final @Nullable String currency;

    /**
     * @param currency the installation's reporting currency, ISO 4217; an event that names another is refused. Null takes any.
     */
    public EventReader(@Nullable String currency) {
        this.currency = currency;
    }

    /**
     * Reads one event.
     *
     * @param json one JSON object in UTF-8
     * @param receivedAt when the event reached the server; an event more than 24 h ahead of it is refused
     * @throws InvalidEventException naming the field and the reason
     */
    public CommerceEvent read(byte[] json, Instant receivedAt) throws InvalidEventException {
        throw new InvalidEventException("$", "not yet readable in " + currency + " at " + receivedAt + json.length);
    }
}
