package io.tillstream.dashboard.status;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the whole is: what the engine last said of itself, and how long events take from the log to this gateway. Thread-safe. */
public final class Vitals {

    /**
     * What the engine said.
     *
     * @param state in words, such as {@code running} or {@code restoring 43 %}
     * @param eventsPerSecond counted and not counted, since the look before
     * @param lagRecords events of the log that it has not processed
     * @param rejected records that were no valid events, since it started
     */
    public record Engine(String state, double eventsPerSecond, long lagRecords, long rejected) {}

    private static final int REMEMBERED = 512;

    private final long[] latencies = new long[REMEMBERED];
    private final Consumer<Duration> listener;
    private long measured;
    private volatile @Nullable Engine engine;
    private volatile long version;

    /** Measures, and tells nobody else. */
    public Vitals() {
        this(latency -> {});
    }

    /** @param listener hears every measured latency */
    public Vitals(Consumer<Duration> listener) {
        this.listener = listener;
    }

    /** What the engine last said; null while it does not answer. */
    public @Nullable Engine engine() {
        return engine;
    }

    /** Takes what the engine says, null when it does not answer. */
    public synchronized void engine(@Nullable Engine said) {
        engine = said;
        version++;
    }

    /** A live figure came, so long after its newest event reached the log. */
    public synchronized void latency(Duration latency) {
        latencies[(int) (measured++ % REMEMBERED)] = latency.toMillis();
        listener.accept(latency);
    }

    /** 95 of 100 of the last figures came within this, milliseconds; −1 before the first. */
    public synchronized long latencyP95Millis() {
        if (measured == 0) {
            return -1;
        }
        long[] sorted = Arrays.copyOf(latencies, (int) Math.min(measured, REMEMBERED));
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    /** Differs after every word of the engine. */
    public long version() {
        return version;
    }
}
