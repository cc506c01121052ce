package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import java.util.Map;

/** Makes an event of what all events carry. */
@FunctionalInterface
public interface EventForm {

    /** The event with the given envelope. */
    CommerceEvent with(Envelope envelope);

    /** An envelope with properties that the contract does not name. */
    static Envelope adding(Envelope envelope, Map<String, Object> properties) {
        return new Envelope(
                envelope.eventId(),
                envelope.customerId(),
                envelope.anonymousId(),
                envelope.sessionId(),
                envelope.timestamp(),
                envelope.currency(),
                envelope.context(),
                properties);
    }

    /** An envelope of something that the shop did: no visitor, no visit. */
    static Envelope ofShop(Envelope envelope) {
        return new Envelope(
                envelope.eventId(),
                null,
                null,
                null,
                envelope.timestamp(),
                envelope.currency(),
                envelope.context(),
                envelope.properties());
    }

    /** An envelope of something that is no part of the visit it stands in. */
    static Envelope outOfVisit(Envelope envelope) {
        return new Envelope(
                envelope.eventId(),
                envelope.customerId(),
                envelope.anonymousId(),
                null,
                envelope.timestamp(),
                envelope.currency(),
                envelope.context(),
                envelope.properties());
    }
}
