package io.tillstream.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tillstream.streams.customer.PassMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts what the pass does with events, how late they were, and how soon after them its outputs were published. Labels come from closed lists. */
@ApplicationScoped
public class EngineMeter implements PassMeter {

    /** How long after it happened an event reached the log. */
    enum Lateness {
        WITHIN_A_MINUTE("under_1m", Duration.ofMinutes(1)),
        WITHIN_AN_HOUR("under_1h", Duration.ofHours(1)),
        WITHIN_A_DAY("under_1d", Duration.ofDays(1)),
        WITHIN_A_WEEK("under_7d", Duration.ofDays(7)),
        LATER("over_7d", Duration.ofMillis(Long.MAX_VALUE));

        private final String label;
        private final long belowMillis;

        Lateness(String label, Duration below) {
            this.label = label;
            this.belowMillis = below.toMillis();
        }

        static Lateness of(long millis) {
            for (Lateness lateness : values()) {
                if (millis < lateness.belowMillis) {
                    return lateness;
                }
            }
            return LATER;
        }
    }

    /** Fields by which rejections are told apart; what a sender invents is "other", for it might be anything. */
    private static final Set<String> KNOWN_FIELDS = Set.of(
            "$",
            "key",
            "event_id",
            "action",
            "customer_id",
            "anonymous_id",
            "session_id",
            "timestamp",
            "order_id",
            "cart_id",
            "currency",
            "value",
            "items",
            "context",
            "properties",
            "product_title",
            "product_price");

    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** What took longer was catching up, not publishing. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter counted;
    private final Counter duplicates;
    private final Counter ignored;
    private final Counter rejected;
    private final Counter refusedModels;
    private final Map<Lateness, Counter> late = new EnumMap<>(Lateness.class);
    private final Map<String, Counter> reasons = new HashMap<>();
    private final Timer profiles;
    private final Timer cells;

    /** Registers the meters. */
    public EngineMeter(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        counted = counter("counted");
        duplicates = counter("duplicate");
        ignored = counter("ignored");
        rejected = counter("rejected");
        refusedModels = Counter.builder("tillstream.engine.models.refused")
                .description("Models that came and cannot score")
                .register(registry);
        for (Lateness lateness : Lateness.values()) {
            late.put(
                    lateness,
                    Counter.builder("tillstream.events.late")
                            .description("Valid events by how long after they happened they reached the log")
                            .tag("after", lateness.label)
                            .register(registry));
        }
        KNOWN_FIELDS.forEach(this::reason);
        reason("other");
        profiles = latency("profile");
        cells = latency("cell");
    }

    private Counter counter(String outcome) {
        return Counter.builder("tillstream.events")
                .description("Events of the log by what the pass did with them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void reason(String field) {
        reasons.put(
                field,
                Counter.builder("tillstream.events.rejected")
                        .description("Records that are no valid event, by the field that was wrong")
                        .tag("field", field)
                        .register(registry));
    }

    private Timer latency(String output) {
        return Timer.builder("tillstream.engine.latency")
                .description("From an event's append to the log to its output's way to Kafka")
                .tag("output", output)
                .publishPercentileHistogram()
                .serviceLevelObjectives(Duration.ofSeconds(1))
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    @Override
    public void arrived(long eventAt, long appendedAt) {
        Counter bucket = late.get(Lateness.of(appendedAt - eventAt));
        if (bucket != null) {
            bucket.increment();
        }
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
    public void modelRefused() {
        refusedModels.increment();
    }

    @Override
    public void rejected() {
        rejected.increment();
    }

    /** A record is on its way to the rejected topic because of a field, named as the reader names it. */
    void rejected(String field) {
        Counter reason = reasons.get(outermost(field));
        if (reason != null) {
            reason.increment();
        }
    }

    /** {@code items[3].price} is about {@code items}. */
    private static String outermost(String field) {
        int end = 0;
        while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
            end++;
        }
        String outermost = field.substring(0, end);
        return KNOWN_FIELDS.contains(outermost) ? outermost : "other";
    }

    /** A profile is on its way whose newest event reached the log then, milliseconds since 1970. */
    void profile(long freshThrough) {
        record(profiles, freshThrough);
    }

    /** A change to a cell is on its way whose newest event reached the log then, milliseconds since 1970. */
    void cell(long freshThrough) {
        record(cells, freshThrough);
    }

    private void record(Timer timer, long freshThrough) {
        timer.record(Duration.ofMillis(Math.max(0, clock.millis() - freshThrough)));
    }
}
