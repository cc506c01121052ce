package io.tillstream.ingest.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of bodies with events. No label holds anything that a sender chose. */
public final class IntakeMetrics {

    private final Counter accepted;
    private final Counter rejected;
    private final Counter withheld;
    private final Counter bytes;
    private final Timer answered;

    /** Registers the meters. */
    public IntakeMetrics(MeterRegistry registry, InFlightBytes inFlight) {
        accepted = Counter.builder("tillstream.ingest.events")
                .tag("result", "accepted")
                .description("Events that Kafka acknowledged")
                .register(registry);
        rejected = Counter.builder("tillstream.ingest.events")
                .tag("result", "rejected")
                .description("Events refused with a field and a reason")
                .register(registry);
        withheld = Counter.builder("tillstream.ingest.events")
                .tag("result", "withheld")
                .description("Events that are right and not kept: of crawlers, and without consent")
                .register(registry);
        bytes = Counter.builder("tillstream.ingest.body")
                .baseUnit("bytes")
                .description("Bytes of bodies, inflated")
                .register(registry);
        answered = Timer.builder("tillstream.ingest.acknowledge")
                .description("From the end of the body to the answer")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        Gauge.builder("tillstream.ingest.in.flight", inFlight, InFlightBytes::used)
                .baseUnit("bytes")
                .description("Bytes of bodies that are not answered yet")
                .register(registry);
    }

    void settled(IntakeResult result, int bodyBytes) {
        accepted.increment(result.accepted());
        rejected.increment(result.rejections().size());
        withheld.increment(result.withheld().total());
        bytes.increment(bodyBytes);
    }

    void answered(Duration duration) {
        answered.record(duration);
    }
}
