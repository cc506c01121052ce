package io.tillstream.streams.customer;

import io.tillstream.streams.identity.Journal;
import io.tillstream.streams.identity.Journal.Away;
import io.tillstream.streams.identity.Journal.Part;
import io.tillstream.streams.identity.JournalEvent;
import io.tillstream.streams.identity.Move;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sends the events of visitors on their way between the journals of visitors and customers. At each moment an event is in one of them, or on its way. */
final class Handover {

    /** Bytes of events that go into one record. */
    private static final int LARGE_BYTES = 256 << 10;

    private final Journal journal;
    private final Identities.Outlet outlet;

    Handover(Journal journal, Identities.Outlet outlet) {
        this.journal = journal;
        this.outlet = outlet;
    }

    /** A new event of a visitor goes to its owner. */
    void give(byte[] person, JournalEvent event, String owner) {
        putAway(person, event, owner);
        outlet.send(owner, new Move.Give(text(person), List.of(event)));
    }

    /** Sends every event of a visitor on its way that is not with whom it belongs to. */
    void reroute(byte[] person, Tracking tracking) {
        tracking.isToTell = true;
        Map<String, List<JournalEvent>> given = new TreeMap<>();
        for (Journal.Entry entry : journal.all(person, Part.EVENT)) {
            JournalEvent event = Journal.event(entry.value());
            String owner = tracking.links.ownerAt(event.at());
            if (owner != null) {
                journal.remove(person, Part.EVENT, entry.name());
                putAway(person, event, owner);
                given.computeIfAbsent(owner, o -> new ArrayList<>()).add(event);
                tracking.isStale = true;
            }
        }
        Map<String, List<JournalEvent>> asked = new TreeMap<>();
        for (Journal.Entry entry : journal.all(person, Part.AWAY)) {
            Away away = Away.of(entry.value());
            if (!away.asked()
                    && !away.holder().equals(tracking.links.ownerAt(away.event().at()))) {
                Away now = new Away(away.event(), away.holder(), true);
                journal.put(person, Part.AWAY, entry.name(), now.toBytes());
                asked.computeIfAbsent(away.holder(), h -> new ArrayList<>()).add(away.event());
            }
        }
        String visitor = text(person);
        given.forEach((owner, events) -> inParts(events, part -> outlet.send(owner, new Move.Give(visitor, part))));
        asked.forEach((holder, events) -> inParts(events, part -> outlet.send(holder, new Move.Ask(visitor, part))));
    }

    private void putAway(byte[] person, JournalEvent event, String holder) {
        journal.put(person, Part.AWAY, Journal.placeOfVisitor(event), new Away(event.named(), holder, false).toBytes());
    }

    /** A customer is asked for events that turned out to be another's. */
    void giveBack(byte[] person, Tracking tracking, Move.Ask ask) {
        List<JournalEvent> found = new ArrayList<>();
        for (JournalEvent event : ask.events()) {
            JournalEvent entry = journal.remove(person, Journal.placeOfCustomer(event.from(ask.visitor())));
            if (entry != null) {
                found.add(entry.from(""));
                tracking.events--;
                tracking.isStale = true;
            }
        }
        String customer = text(person);
        inParts(found, part -> outlet.send(ask.visitor(), new Move.Return(customer, part)));
    }

    /** A visitor gets events back, and gives them to whose they are now. */
    void takeBack(byte[] person, Tracking tracking, Move.Return back) {
        Map<String, List<JournalEvent>> given = new TreeMap<>();
        for (JournalEvent event : back.events()) {
            String owner = tracking.links.ownerAt(event.at());
            if (owner == null) {
                journal.remove(person, Part.AWAY, Journal.placeOfVisitor(event));
                journal.put(person, Journal.placeOfVisitor(event), event);
                tracking.isStale = true;
            } else {
                putAway(person, event, owner);
                given.computeIfAbsent(owner, o -> new ArrayList<>()).add(event);
            }
        }
        String visitor = text(person);
        given.forEach((owner, events) -> inParts(events, part -> outlet.send(owner, new Move.Give(visitor, part))));
    }

    private static void inParts(List<JournalEvent> events, Consumer<List<JournalEvent>> sender) {
        List<JournalEvent> part = new ArrayList<>();
        int bytes = 0;
        for (JournalEvent event : events) {
            part.add(event);
            bytes += event.raw().length + event.eventId().length();
            if (bytes > LARGE_BYTES) {
                sender.accept(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
        }
        if (!part.isEmpty()) {
            sender.accept(List.copyOf(part));
        }
    }

    private static String text(byte[] person) {
        return new String(person, StandardCharsets.UTF_8);
    }
}
