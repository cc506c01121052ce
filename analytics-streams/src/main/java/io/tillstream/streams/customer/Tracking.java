package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.identity.Links;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept with the state of a person who has a journal: a visitor, or a customer whom a visitor turned out to be. Everybody else has none.
 *
 * <p>Grows with the deliveries of 7 days and with the joins, both bounded.
 */
final class Tracking {

    private static final byte[] NOTHING = {};

    final boolean isVisitor;

    /** Own deliveries, whoever the events belong to. */
    final DeliveredIds delivered;

    /** Of a visitor. */
    final Links links;

    /** Number of the visitor's next event. */
    long nextNumber;

    /** Events in the journal, those of a visitor that are away included. */
    int events;

    /** Pieces of the ledger. */
    int pieces;

    /** Place of the newest event that counted. */
    byte[] newest = NOTHING;

    /** Whether there is a profile of this person outside. */
    boolean isPublished;

    /** The journal changed in a way that asks for counting anew; never stored. */
    boolean isStale;

    /** The joins changed and are to be published; never stored. */
    boolean isToTell;

    /** Changes to cells since the last commit, the next piece of the ledger; never stored. */
    final Map<CellKey, Cell> piece = new LinkedHashMap<>();

    Tracking(boolean isVisitor, DeliveredIds delivered) {
        this(isVisitor, delivered, new Links());
    }

    private Tracking(boolean isVisitor, DeliveredIds delivered, Links links) {
        this.isVisitor = isVisitor;
        this.delivered = delivered;
        this.links = links;
    }

    void note(CellKey key, Cell change) {
        Cell known = piece.putIfAbsent(key, change);
        if (known != null) {
            known.merge(change);
        }
    }

    void write(BinaryWriter out) {
        out.writeByte((isVisitor ? 1 : 0) | (isPublished ? 2 : 0));
        out.writeUnsigned(nextNumber).writeUnsigned(events).writeUnsigned(pieces);
        out.writeUnsigned(newest.length).writeRaw(newest);
        if (isVisitor) {
            links.write(out);
        }
        delivered.write(out);
    }

    static Tracking read(BinaryReader in) {
        int flags = in.readByte();
        boolean isVisitor = (flags & 1) != 0;
        long nextNumber = in.readUnsigned();
        int events = in.readCount();
        int pieces = in.readCount();
        byte[] newest = in.readRaw(in.readCount());
        Links links = isVisitor ? Links.read(in) : new Links();
        Tracking tracking = new Tracking(isVisitor, DeliveredIds.read(in), links);
        tracking.isPublished = (flags & 2) != 0;
        tracking.nextNumber = nextNumber;
        tracking.events = events;
        tracking.pieces = pieces;
        tracking.newest = newest;
        return tracking;
    }
}
