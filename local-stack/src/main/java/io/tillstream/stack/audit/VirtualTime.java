package io.tillstream.stack.audit;

/**
 * What time it is in a partition: that of its newest event, and the wall clock's progress since that event arrived. An event from the future counts as of its
 * arrival.
 */
final class VirtualTime {

    private long newestEvent = Long.MIN_VALUE;
    private long newestArrival;

    void note(long at, long appended) {
        long credible = Math.min(at, appended);
        if (credible > newestEvent) {
            newestEvent = credible;
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
