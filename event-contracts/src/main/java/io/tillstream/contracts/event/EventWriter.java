package io.tillstream.contracts.event;

/** Writes an event in canonical JSON: what {@link EventReader} reads back to an equal event. Thread-safe. */
public final class EventWriter {

    /** The event as one JSON object in UTF-8, without personal data where the event topic must not carry any. */
    public byte[] write(CommerceEvent event) {
        throw new UnsupportedOperationException(event.action().wireName());
    }

    /** The event as {@link #write} gives it, but with the personal details of {@code identify} and {@code customer_updated}: for the customers topic. */
    public byte[] writeWithPersonalData(CommerceEvent event) {
        throw new UnsupportedOperationException(event.action().wireName());
    }
}
