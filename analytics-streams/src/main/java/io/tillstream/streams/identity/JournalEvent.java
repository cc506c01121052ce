package io.tillstream.streams.identity;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * An event as a journal keeps it.
 *
 * @param at event time, milliseconds since 1970
 * @param receivedAt when it reached the log, milliseconds since 1970
 * @param number its place among the events of its visitor; 0 for a customer's own
 * @param source the key of the visitor it came from; empty for an event of the journal's own person
 * @param eventId its id
 * @param raw the event as it was in the log; empty where it is only named
 */
public record JournalEvent(long at, long receivedAt, long number, String source, String eventId, byte[] raw) {

    private static final byte[] NONE = {};

    /** The same without its content. */
    public JournalEvent named() {
        return new JournalEvent(at, receivedAt, number, source, eventId, NONE);
    }

    /** The same, as one that came from there. */
    public JournalEvent from(String newSource) {
        return new JournalEvent(at, receivedAt, number, newSource, eventId, raw);
    }

    void write(BinaryWriter out) {
        out.writeSigned(at).writeSigned(receivedAt).writeUnsigned(number);
        out.writeText(source).writeText(eventId).writeUnsigned(raw.length).writeRaw(raw);
    }

    static JournalEvent read(BinaryReader in) {
        long at = in.readSigned();
        long receivedAt = in.readSigned();
        long number = in.readUnsigned();
        String source = in.readRequiredText();
        String eventId = in.readRequiredText();
        return new JournalEvent(at, receivedAt, number, source, eventId, in.readRaw(in.readCount()));
    }
}
