package io.tillstream.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillstream.streams.customer.PassMeter;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the outcomes of the pass as {@code tillstream_events_total} by outcome. */
@ApplicationScoped
public class EngineMeter implements PassMeter {

    private final Counter counted;
    private final Counter duplicates;
    private final Counter ignored;
    private final Counter rejected;

    /** Registers the counters. */
    public EngineMeter(MeterRegistry registry) {
        counted = counter(registry, "counted");
        duplicates = counter(registry, "duplicate");
        ignored = counter(registry, "ignored");
        rejected = counter(registry, "rejected");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("tillstream.events")
                .description("Events of the log by what the pass did with them")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void counted() {
        counted.increment();
    }

    @Override
    public void duplicate() {
        duplicates.increment();
    }

    @Override
    public void ignored() {
        ignored.increment();
    }

    @Override
    public void rejected() {
        rejected.increment();
    }
}
