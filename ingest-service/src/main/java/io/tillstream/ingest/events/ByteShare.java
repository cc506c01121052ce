package io.tillstream.ingest.events;

import java.util.concurrent.atomic.AtomicLong;

/** What one request has taken out of {@link InFlightBytes}; given back once, whichever way the request ends. */
final class ByteShare {

    private static final long CLOSED = -1;

    private final InFlightBytes budget;
    private final AtomicLong taken = new AtomicLong();

    ByteShare(InFlightBytes budget) {
        this.budget = budget;
    }

    /** Takes more; false when the budget is used up or the share was given back. */
    boolean grow(long bytes) {
        if (!budget.tryAcquire(bytes)) {
            return false;
        }
        long before = taken.getAndUpdate(current -> current == CLOSED ? CLOSED : current + bytes);
        if (before == CLOSED) {
            budget.release(bytes);
            return false;
        }
        return true;
    }

    void giveBack() {
        long bytes = taken.getAndSet(CLOSED);
        if (bytes > 0) {
            budget.release(bytes);
        }
    }
}
