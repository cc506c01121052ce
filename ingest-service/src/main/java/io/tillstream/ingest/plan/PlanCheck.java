package io.tillstream.ingest.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.InvalidEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds events against the plan and counts what is otherwise. Costs nothing for a key without a plan. Thread-safe. */
public final class PlanCheck {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_COUNTED = 2_000;

    private final Supplier<TrackingPlan> plan;
    private final @Nullable MeterRegistry registry;
    private final EventWriter writer = new EventWriter();
    private final Map<Violation, LongAdder> counts = new ConcurrentHashMap<>();

    /** What is otherwise. */
    enum Kind {
        /** The action is not in the plan. */
        UNEXPECTED_ACTION,
        /** A field that the plan demands is missing. */
        MISSING_FIELD,
        /** A property is not in the plan; its name is the sender's, and is not kept. */
        UNEXPECTED_PROPERTY
    }

    /**
     * Something that was otherwise than planned.
     *
     * @param field of the plan; null when no field of the plan is concerned
     */
    record Violation(
            String key, Kind kind, String action, @Nullable String field) {}

    /**
     * @param plan the plan as it is now
     * @param registry takes the counts as metrics; null for none
     */
    public PlanCheck(Supplier<TrackingPlan> plan, @Nullable MeterRegistry registry) {
        this.plan = plan;
        this.registry = registry;
    }

    /**
     * Holds an event against the plan of its key.
     *
     * @throws InvalidEventException when something is otherwise and the plan says that such events are refused
     */
    public void check(String key, CommerceEvent event) throws InvalidEventException {
        TrackingPlan.OfKey expected = plan.get().expectedOf(key);
        if (expected == null) {
            return;
        }
        List<Violation> violations = violations(key, expected, event);
        violations.forEach(this::count);
        if (expected.enforce() && !violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw switch (first.kind()) {
                case UNEXPECTED_ACTION ->
                    new InvalidEventException("action", "is not in the tracking plan of this write key");
                case MISSING_FIELD ->
                    new InvalidEventException(
                            String.valueOf(first.field()), "must be given by the tracking plan of this write key");
                case UNEXPECTED_PROPERTY ->
                    new InvalidEventException(
                            "properties", "holds a field that is not in the tracking plan of this write key");
            };
        }
    }

    private List<Violation> violations(String key, TrackingPlan.OfKey expected, CommerceEvent event) {
        String action = event.action().wireName();
        TrackingPlan.OfAction fields = expected.actions().get(action);
        if (fields == null) {
            return List.of(new Violation(key, Kind.UNEXPECTED_ACTION, action, null));
        }
        List<Violation> violations = new ArrayList<>();
        if (fields.required().isEmpty() && fields.properties() == null) {
            return violations;
        }
        JsonNode document = document(event);
        for (String field : fields.required()) {
            if (!PlannedField.isIn(document, field)) {
                violations.add(new Violation(key, Kind.MISSING_FIELD, action, field));
            }
        }
        List<String> known = fields.properties();
        if (known != null) {
            Set<String> names = Set.copyOf(known);
            document.path("properties").fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    violations.add(new Violation(key, Kind.UNEXPECTED_PROPERTY, action, null));
                }
            });
        }
        return violations;
    }

    private JsonNode document(CommerceEvent event) {
        try {
            return MAPPER.readTree(writer.writeWithPersonalData(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Violation violation) {
        LongAdder known = counts.get(violation);
        if (known == null && counts.size() < MOST_COUNTED) {
            known = counts.computeIfAbsent(violation, each -> new LongAdder());
        }
        if (known != null) {
            known.increment();
        }
        if (registry != null) {
            registry.counter(
                            "tillstream.ingest.plan.violations",
                            "key",
                            violation.key(),
                            "kind",
                            violation.kind().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
    }

    /** The plan of a key, and how often its events were otherwise since the start, the most frequent first. */
    public Map<String, Object> report(String key) {
        Map<String, Object> report = new LinkedHashMap<>(plan.get().shown(key));
        List<Map<String, Object>> violations = new ArrayList<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(key))
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .forEach(entry -> {
                    Map<String, Object> each = new TreeMap<>();
                    each.put("kind", entry.getKey().kind().name().toLowerCase(Locale.ROOT));
                    each.put("action", entry.getKey().action());
                    String field = entry.getKey().field();
                    if (field != null) {
                        each.put("field", field);
                    }
                    each.put("events", entry.getValue().sum());
                    violations.add(each);
                });
        report.put("violations", violations);
        return report;
    }
}
