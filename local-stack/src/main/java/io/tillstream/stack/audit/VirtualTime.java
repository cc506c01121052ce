package io.tillstream.stack.audit;

/**
 * What time it is in a partition: the wall clock, less the delay of the event that came with the least. So a live shop's time is the wall clock's, and history
 * that is replayed passes its own months. An event from the future counts as of its arrival.
 */
final class VirtualTime {

    private long newestEvent = Long.MIN_VALUE;
    private long leastDelay = Long.MAX_VALUE;

    void note(long at, long appended) {
        newestEvent = Math.max(newestEvent, Math.min(at, appended));
        leastDelay = Math.min(leastDelay, Math.max(0, appended - at));
    }

    long newestEvent() {
        return newestEvent;
    }

    /** The partition's time when the wall clock shows the given one. */
    long at(long now) {
        return now - leastDelay;
    }
}
