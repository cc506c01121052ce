package io.tillstream.ingest.wire;

import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of the wire formats, by format and result. */
public final class WireMetrics {

    private static final String EVENTS = "tillstream.ingest.wire.events";

    private final MeterRegistry registry;

    /** Counts in this registry. */
    public WireMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void settled(String format, WireResult result) {
        count(format, "accepted", result.accepted());
        count(format, "quarantined", result.quarantined().size());
        count(format, "ignored", result.ignored());
        count(format, "withheld", result.withheld().total());
    }

    private void count(String format, String result, int events) {
        registry.counter(EVENTS, "format", format, "result", result).increment(events);
    }
}
