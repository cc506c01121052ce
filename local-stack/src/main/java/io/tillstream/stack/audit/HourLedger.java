package io.tillstream.stack.audit;

import java.util.HashMap;
import java.util.Map;

/** Orders and sessions per business hour. */
final class HourLedger {

    private final Calendar calendar;
    private final Map<Long, HourTally> hours = new HashMap<>();

    HourLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /** What happened in one hour. */
    static final class HourTally {
        long orders;
        long units;
        long grossMicros;
        long sessions;

        boolean isZero() {
            return orders == 0 && units == 0 && grossMicros == 0 && sessions == 0;
        }
    }

    void order(long at, long units, long grossMicros) {
        HourTally tally = tally(at);
        tally.orders++;
        tally.units += units;
        tally.grossMicros += grossMicros;
    }

    void session(long start, int change) {
        tally(start).sessions += change;
    }

    /** By first instant of the hour. */
    Map<Long, HourTally> hours() {
        return hours;
    }

    private HourTally tally(long at) {
        return hours.computeIfAbsent(calendar.hour(at), hour -> new HourTally());
    }
}
