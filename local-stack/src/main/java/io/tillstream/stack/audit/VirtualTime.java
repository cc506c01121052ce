package io.tillstream.stack.audit;

/** What time it is in a partition: that of its newest event, and the wall clock's progress since that event arrived. */
final class VirtualTime {

    private long newestEvent = Long.MIN_VALUE;
    private long newestArrival;

    void note(long at, long appended) {
        if (at > newestEvent) {
            newestEvent = at;
            newestArrival = appended;
        }
    }

    long newestEvent() {
        return newestEvent;
    }

    /** The partition's time when the wall clock shows the given one. */
    long at(long now) {
        return newestEvent + Math.max(0, now - newestArrival);
    }
}
