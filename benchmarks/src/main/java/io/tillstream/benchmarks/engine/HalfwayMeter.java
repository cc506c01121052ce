package io.tillstream.benchmarks.engine;

import io.tillstream.streams.customer.PassMeter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what the pass does with events, and reads the stopwatch when half of them have been worked on. Thread-safe. */
final class HalfwayMeter implements PassMeter {

    private final long half;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<@Nullable Stopwatch> halfway = new AtomicReference<>();

    /**
     * @param half when to read the stopwatch: when this many events have been worked on
     */
    HalfwayMeter(long half) {
        this.half = half;
    }

    @Override
    public void counted() {
        see();
    }

    @Override
    public void duplicate() {
        refused.incrementAndGet();
        see();
    }

    @Override
    public void ignored() {
        see();
    }

    @Override
    public void rejected() {
        refused.incrementAndGet();
        see();
    }

    /** The reading at half of the events, or null when it has not come to that. */
    @Nullable
    Stopwatch halfway() {
        return halfway.get();
    }

    /** Events worked on. */
    long seen() {
        return seen.get();
    }

    /** Those among them that did not count: rejected, or seen before. There are none in what the benchmark sends. */
    long refused() {
        return refused.get();
    }

    private void see() {
        if (seen.incrementAndGet() == half) {
            halfway.set(Stopwatch.read());
        }
    }
}
