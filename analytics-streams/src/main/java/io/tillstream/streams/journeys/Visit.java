package io.tillstream.streams.journeys;

import io.tillstream.contracts.event.MarketingNames;
import org.jspecify.annotations.Nullable;

/** A session as a touch of a marketing channel. Times are milliseconds since 1970. */
class Visit {

    long start;
    /** Business day of the start, in days since 1970-01-01. */
    int day;
    /** Marketing channel. */
    String channel = MarketingNames.DIRECT;
    /** Orders that it led to. */
    int wins;

    /** Where the step to this visit is counted from, in a path that led to no order; null when none is counted. */
    @Nullable
    String countedFrom;

    /** Whether it is counted as the end of such a path. */
    boolean countedLast;

    /** What stays of a session that changes no more. */
    static Visit settled(Visit session) {
        Visit visit = new Visit();
        visit.start = session.start;
        visit.day = session.day;
        visit.channel = session.channel;
        visit.wins = session.wins;
        visit.countedFrom = session.countedFrom;
        visit.countedLast = session.countedLast;
        return visit;
    }

    boolean isLost() {
        return wins == 0;
    }
}
