package io.tillstream.streams.identity;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/** What the owners of visitors and customers tell each other. The key of the record says to whom. */
public sealed interface Move {

    /** The first byte of each; no JSON begins with it. */
    int MARK = 1;

    /** To a visitor: a customer identified as you. Times in milliseconds since 1970. */
    record Join(String customer, long at, String eventId) implements Move {}

    /** To a visitor: you are not that customer; what said so up to a time is void. */
    record Undo(String customer, long at) implements Move {}

    /** To a customer: these events of a visitor are yours. */
    record Give(String visitor, List<JournalEvent> events) implements Move {}

    /** To a customer: give these events of a visitor back. */
    record Ask(String visitor, List<JournalEvent> events) implements Move {}

    /** To a visitor: these events of yours come back. */
    record Return(String customer, List<JournalEvent> events) implements Move {}

    /** The compact form. */
    default byte[] toBytes() {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(MARK);
        switch (this) {
            case Join join ->
                out.writeByte(0)
                        .writeText(join.customer())
                        .writeSigned(join.at())
                        .writeText(join.eventId());
            case Undo undo -> out.writeByte(1).writeText(undo.customer()).writeSigned(undo.at());
            case Give give -> write(give.events(), out.writeByte(2).writeText(give.visitor()));
            case Ask ask -> write(ask.events(), out.writeByte(3).writeText(ask.visitor()));
            case Return back -> write(back.events(), out.writeByte(4).writeText(back.customer()));
        }
        return out.toByteArray();
    }

    private static void write(List<JournalEvent> events, BinaryWriter out) {
        out.writeUnsigned(events.size());
        events.forEach(event -> event.write(out));
    }

    /** Reads what {@link #toBytes} made. */
    static Move of(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.skip(1);
        int kind = in.readByte();
        String who = in.readRequiredText();
        return switch (kind) {
            case 0 -> {
                long at = in.readSigned();
                yield new Join(who, at, in.readRequiredText());
            }
            case 1 -> new Undo(who, in.readSigned());
            case 2 -> new Give(who, readEvents(in));
            case 3 -> new Ask(who, readEvents(in));
            case 4 -> new Return(who, readEvents(in));
            default -> throw new IllegalStateException("a move of kind " + kind + " is not known in this release");
        };
    }

    private static List<JournalEvent> readEvents(BinaryReader in) {
        List<JournalEvent> events = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            events.add(JournalEvent.read(in));
        }
        return events;
    }
}
