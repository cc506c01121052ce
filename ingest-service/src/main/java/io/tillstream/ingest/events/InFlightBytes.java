package io.tillstream.ingest.events;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies that are not answered yet, with an upper bound: what keeps memory bounded when Kafka is slow. Thread-safe. */
public final class InFlightBytes {

    private final long max;
    private final AtomicLong used = new AtomicLong();

    /** A budget of so many bytes, all free. */
    public InFlightBytes(long max) {
        if (max < 1) {
            throw new IllegalArgumentException("tillstream.ingest.max-in-flight-bytes must be above 0");
        }
        this.max = max;
    }

    /** Takes bytes out of the budget; false, and nothing taken, when they do not fit. */
    boolean tryAcquire(long bytes) {
        if (used.addAndGet(bytes) <= max) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Whether so many bytes would fit now. */
    boolean hasRoomFor(long bytes) {
        return used.get() + bytes <= max;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes taken now. */
    public long used() {
        return used.get();
    }
}
