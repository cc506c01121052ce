package io.tillstream.stack.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of one customer: stretches of events without a gap of 30 minutes.
 *
 * <p>A session is remembered while its end is at most 7 days before the customer's newest event; a late event extends it, or joins two to one. An event older
 * than that is a session of its own.
 */
final class Sessions {

    static final long GAP = 30 * Calendar.MINUTE;
    static final long MEMORY = 7 * Calendar.DAY;

    private final List<Stretch> remembered = new ArrayList<>(1);
    private long count;

    /** From the first to the last event of a session. */
    private record Stretch(long start, long end) {
        boolean takes(long at) {
            return at > start - GAP && at < end + GAP;
        }
    }

    /**
     * Counts one event.
     *
     * @param at its event time
     * @param newest the customer's newest event time, this event included
     */
    void note(long at, long newest, HourLedger hours) {
        long horizon = newest - MEMORY;
        remembered.removeIf(stretch -> stretch.end() < horizon);
        if (at < horizon) {
            begin(at, hours);
            return;
        }
        long start = at;
        long end = at;
        for (Stretch stretch : List.copyOf(remembered)) {
            if (stretch.takes(at)) {
                start = Math.min(start, stretch.start());
                end = Math.max(end, stretch.end());
                remembered.remove(stretch);
                count--;
                hours.session(stretch.start(), -1);
            }
        }
        begin(start, hours);
        remembered.add(new Stretch(start, end));
    }

    long count() {
        return count;
    }

    private void begin(long start, HourLedger hours) {
        count++;
        hours.session(start, 1);
    }
}
