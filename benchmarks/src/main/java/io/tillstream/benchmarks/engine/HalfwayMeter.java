package io.tillstream.benchmarks.engine;

import io.tillstream.streams.customer.PassMeter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the pass does with events, and reads the stopwatch when half of them have been worked on. Tells another meter the same, so that the cost of that
 * one is in the figures. Thread-safe if the other one is.
 */
final class HalfwayMeter implements PassMeter {

    private static final PassMeter NOBODY = new PassMeter() {
        @Override
        public void counted() {}

        @Override
        public void duplicate() {}

        @Override
        public void ignored() {}

        @Override
        public void rejected() {}
    };

    private final long half;
    private final PassMeter other;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<@Nullable Stopwatch> halfway = new AtomicReference<>();

    /**
     * @param half when to read the stopwatch: when this many events have been worked on
     */
    HalfwayMeter(long half) {
        this(half, NOBODY);
    }

    /**
     * @param half when to read the stopwatch: when this many events have been worked on
     * @param other is told the same
     */
    HalfwayMeter(long half, PassMeter other) {
        this.half = half;
        this.other = other;
    }

    @Override
    public void arrived(long eventAt, long appendedAt) {
        other.arrived(eventAt, appendedAt);
    }

    @Override
    public void counted() {
        other.counted();
        see();
    }

    @Override
    public void duplicate() {
        other.duplicate();
        refused.incrementAndGet();
        see();
    }

    @Override
    public void ignored() {
        other.ignored();
        see();
    }

    @Override
    public void rejected() {
        other.rejected();
        refused.incrementAndGet();
        see();
    }

    /**
     * The measurement of a process that ended now.
     *
     * @param events how many there were
     * @param end the reading at the end
     * @throws IllegalStateException unless each of the events was worked on once, and counted
     */
    Measurement measurement(long events, Stopwatch end) {
        Stopwatch half = halfway.get();
        if (half == null || seen.get() != events || refused.get() != 0) {
            throw new IllegalStateException("of %,d events %,d were worked on, and %,d of these did not count"
                    .formatted(events, seen.get(), refused.get()));
        }
        return Measurement.halves(events, half, end);
    }

    private void see() {
        if (seen.incrementAndGet() == half) {
            halfway.set(Stopwatch.read());
        }
    }
}
