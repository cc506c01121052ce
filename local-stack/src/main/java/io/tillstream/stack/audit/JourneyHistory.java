package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sessions of one customer as journeys: those remembered are as in {@link Sessions}, those that are not are counted. */
final class JourneyHistory {

    private final List<JourneySession> remembered = new ArrayList<>(1);
    private final List<JourneySession.Visit> over = new ArrayList<>(1);

    /**
     * Takes one event of a session.
     *
     * @param newest the customer's newest event time, this event included
     */
    void note(CommerceEvent event, long newest, JourneyBooks books) {
        long at = event.timestamp().toEpochMilli();
        long horizon = newest - Sessions.MEMORY;
        for (JourneySession session : List.copyOf(remembered)) {
            if (session.end() < horizon) {
                session.count(books);
                over.add(session.visit());
                remembered.remove(session);
            }
        }
        if (at < horizon) {
            JourneySession alone = new JourneySession();
            alone.add(event);
            alone.count(books);
            new ChannelPaths(List.of(alone.visit())).count(books);
            return;
        }
        List<JourneySession> joined = remembered.stream()
                .filter(session -> at > session.start() - Sessions.GAP && at < session.end() + Sessions.GAP)
                .toList();
        JourneySession session = joined.isEmpty() ? new JourneySession() : joined.getFirst();
        session.add(event);
        for (JourneySession other : joined) {
            if (!other.equals(session)) {
                session.addAll(other);
                remembered.remove(other);
            }
        }
        if (joined.isEmpty()) {
            remembered.add(session);
        }
    }

    /** Counts what is still remembered, and the paths between channels over all. */
    void finish(JourneyBooks books) {
        List<JourneySession.Visit> visits = new ArrayList<>(over);
        for (JourneySession session : remembered) {
            session.count(books);
            visits.add(session.visit());
        }
        visits.sort(Comparator.comparingLong(JourneySession.Visit::start));
        new ChannelPaths(visits).count(books);
    }
}
