package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventOwner;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.identity.Journal;
import io.tillstream.streams.identity.Journal.Part;
import io.tillstream.streams.identity.JournalEvent;
import io.tillstream.streams.identity.Move;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Anonymous visitors, and the customers they turn out to be: keeps their journals, sends each event to whom it belongs, and counts a person anew when their
 * journal changed otherwise than by a newest event. See docs/adr/0012-identity.md.
 *
 * <p>One per task; works on the state of one person at a time. Customers without a journal never come here.
 */
final class Identities {

    /** Events of a journal; who reaches that is settled. */
    static final int MAX_EVENTS = 2_000;

    private static final byte[] BASE = {};

    private final Facets facets;
    private final EventReader reader;
    private final BusinessTime calendar;
    private final CustomerStateCodec codec;
    private final Journal journal;
    private final Ledger ledger;
    private final Outlet outlet;
    private final Handover handover;
    private final Effects happened = new Effects();

    /** Where moves and joins go. */
    interface Outlet {
        /** Tells the owner of a person something. */
        void send(String person, Move move);

        /** Publishes the joins of a visitor. */
        void tell(VisitorIdentity identity);
    }

    Identities(
            Facets facets, EventReader reader, BusinessTime calendar, Journal journal, Effects effects, Outlet outlet) {
        this.facets = facets;
        this.reader = reader;
        this.calendar = calendar;
        this.codec = new CustomerStateCodec(facets);
        this.journal = journal;
        this.ledger = new Ledger(journal, facets.families(), effects);
        this.outlet = outlet;
        this.handover = new Handover(journal, outlet);
    }

    /** Whether an event is one of somebody who has a journal, or begins one. */
    static boolean concerns(CustomerState person, CommerceEvent event) {
        Envelope envelope = event.envelope();
        return person.tracking() != null || envelope.customerId() == null || joins(event);
    }

    private static boolean joins(CommerceEvent event) {
        Envelope envelope = event.envelope();
        return event instanceof CommerceEvent.Identify
                && envelope.customerId() != null
                && envelope.anonymousId() != null;
    }

    /** Takes an own event of a person from the log; false when it does not count. */
    boolean take(byte[] person, CustomerState state, CommerceEvent event, byte[] raw, long receivedAt) {
        Tracking tracking = tracking(person, state);
        Envelope envelope = event.envelope();
        if (!tracking.delivered.add(Hashes.of(envelope.eventId()), receivedAt)) {
            return false;
        }
        long at = event.timestamp().toEpochMilli();
        if (joins(event) && envelope.customerId() != null) {
            String visitor = Envelope.ANONYMOUS_PREFIX + envelope.anonymousId();
            outlet.send(visitor, new Move.Join(envelope.customerId(), at, envelope.eventId()));
        }
        long number = tracking.isVisitor ? tracking.nextNumber++ : 0;
        JournalEvent entry = new JournalEvent(at, receivedAt, number, "", envelope.eventId(), raw);
        String owner = tracking.isVisitor ? tracking.links.ownerAt(at) : null;
        tracking.events++;
        if (owner == null) {
            return insert(person, state, tracking, entry, event);
        }
        handover.give(person, entry, owner);
        return true;
    }

    /** Sends the undoing of a join to the visitor. */
    void undo(CommerceEvent.Unmerge unmerge) {
        Envelope envelope = unmerge.envelope();
        if (envelope.customerId() != null) {
            outlet.send(
                    Envelope.ANONYMOUS_PREFIX + envelope.anonymousId(),
                    new Move.Undo(envelope.customerId(), unmerge.timestamp().toEpochMilli()));
        }
    }

    /** Takes what another owner says to a person. */
    void take(byte[] person, CustomerState state, Move move) {
        Tracking tracking = tracking(person, state);
        switch (move) {
            case Move.Join join -> {
                if (tracking.links.join(join.customer(), join.at(), join.eventId())) {
                    handover.reroute(person, tracking);
                }
            }
            case Move.Undo undo -> {
                if (tracking.links.undo(undo.customer(), undo.at())) {
                    handover.reroute(person, tracking);
                }
            }
            case Move.Give give -> receive(person, state, tracking, give);
            case Move.Ask ask -> handover.giveBack(person, tracking, ask);
            case Move.Return back -> handover.takeBack(person, tracking, back);
        }
    }

    private Tracking tracking(byte[] person, CustomerState state) {
        Tracking known = state.tracking();
        if (known != null) {
            return known;
        }
        Tracking tracking = new Tracking(
                text(person).startsWith(Envelope.ANONYMOUS_PREFIX), state.core().copyDelivered());
        if (!state.core().isEmpty()) {
            journal.put(person, Part.BASE, BASE, codec.encodeUntracked(state));
            tracking.isPublished = true;
        }
        state.setTracking(tracking);
        return tracking;
    }

    /** Adds an event to the journal, and counts it at once when it is the newest. */
    private boolean insert(
            byte[] person, CustomerState state, Tracking tracking, JournalEvent entry, @Nullable CommerceEvent event) {
        byte[] place = place(tracking, entry);
        journal.put(person, place, entry);
        if (tracking.isStale || event == null || Arrays.compareUnsigned(place, tracking.newest) <= 0) {
            tracking.isStale = true;
            return true;
        }
        tracking.newest = place;
        boolean counted = state.update(event, entry.receivedAt(), calendar, happened);
        ledger.book(person, tracking, happened);
        return counted;
    }

    private static byte[] place(Tracking tracking, JournalEvent entry) {
        return tracking.isVisitor ? Journal.placeOfVisitor(entry) : Journal.placeOfCustomer(entry);
    }

    private void receive(byte[] person, CustomerState state, Tracking tracking, Move.Give give) {
        for (JournalEvent event : give.events()) {
            tracking.events++;
            JournalEvent entry = event.from(give.visitor());
            insert(person, state, tracking, entry, parse(person, entry));
        }
    }

    /** Lets time pass for a person whose journal has not changed otherwise. */
    void advance(byte[] person, CustomerState state, long now) {
        state.advance(now, happened);
        ledger.book(person, tracking(person, state), happened);
    }

    /** Before a commit: brings the state in line with the journal. */
    void refresh(byte[] person, CustomerState state, long now) {
        Tracking tracking = tracking(person, state);
        if (tracking.isStale) {
            countAnew(person, state, tracking, now);
        }
        if (tracking.events > MAX_EVENTS || tracking.links.isFull()) {
            settle(person, state, tracking);
        }
        if (tracking.isToTell) {
            tracking.isToTell = false;
            outlet.tell(tracking.links.describe(text(person)));
        }
    }

    /** Effects to judge a person with; {@link #keep} books them. */
    Effects judgement() {
        return happened;
    }

    /** Before a commit, when the person was published: remembers what was booked. */
    void keep(byte[] person, CustomerState state) {
        Tracking tracking = tracking(person, state);
        ledger.book(person, tracking, happened);
        ledger.keep(person, tracking);
    }

    private void countAnew(byte[] person, CustomerState state, Tracking tracking, long now) {
        ledger.withdraw(person, tracking);
        byte[] base = journal.get(person, Part.BASE, BASE);
        CustomerState anew = base == null ? CustomerState.empty(facets) : codec.decode(person, base);
        Effects before = new Effects();
        anew.restate(before);
        byte[] newest = {};
        for (Journal.Entry entry : journal.all(person, Part.EVENT)) {
            JournalEvent event = Journal.event(entry.value());
            newest = entry.name();
            CommerceEvent parsed = parse(person, event);
            if (parsed != null) {
                anew.update(parsed, event.receivedAt(), calendar, happened);
            }
        }
        if (anew.deadline() <= now) {
            anew.advance(now, happened);
        }
        state.become(anew);
        ledger.bookAnew(person, tracking, happened, before);
        tracking.newest = newest;
        tracking.isStale = false;
    }

    /** What counted stays where it is; the journal begins anew. */
    private void settle(byte[] person, CustomerState state, Tracking tracking) {
        journal.clear(person, Part.EVENT);
        journal.clear(person, Part.AWAY);
        ledger.forget(person, tracking);
        journal.put(person, Part.BASE, BASE, codec.encodeUntracked(state));
        tracking.newest = new byte[0];
        tracking.events = 0;
        if (tracking.links.isFull()) {
            tracking.links.prune();
            tracking.isToTell = true;
        }
    }

    /** An event of a journal as one of its person; null for what this configuration no longer takes, such as another currency. */
    private @Nullable CommerceEvent parse(byte[] person, JournalEvent entry) {
        try {
            CommerceEvent event = reader.read(entry.raw(), Instant.ofEpochMilli(entry.receivedAt()));
            return entry.source().isEmpty() ? event : EventOwner.assign(event, text(person));
        } catch (InvalidEventException e) {
            return null;
        }
    }

    private static String text(byte[] person) {
        return new String(person, StandardCharsets.UTF_8);
    }
}
