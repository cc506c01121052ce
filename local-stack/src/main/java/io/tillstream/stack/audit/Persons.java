package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventOwner;
import io.tillstream.contracts.output.VisitorIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who anonymous visitors turned out to be, found out when the whole log is known: by sorting, without a journal and without moving anything.
 *
 * <p>Keeps the events of visitors, and of customers from their first {@code identify} with a visitor on, until {@link #resolve}.
 */
final class Persons {

    /** Joins of a visitor that the engine keeps one by one. */
    private static final int TOLD = 256;

    private final Map<String, List<Kept>> visitors = new TreeMap<>();
    private final Map<String, List<Kept>> customers = new TreeMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, List<Join>> joins = new HashMap<>();
    /** By visitor and customer, the newest. */
    private final Map<String, TreeMap<String, Long>> undone = new HashMap<>();

    private final Set<String> joined = new HashSet<>();
    private boolean resolved;
    private boolean stale;

    /** Counts an event of a person. */
    interface Counter {
        void count(CommerceEvent event, long at, long appended, int partition);
    }

    private record Kept(CommerceEvent event, long at, long appended, int partition, String source) {}

    private record Join(long at, String eventId, String customer) {}

    /** Whether an event is kept for {@link #resolve}; all others count at once. */
    boolean concerns(CommerceEvent event) {
        if (event instanceof CommerceEvent.AdSpend || event instanceof CommerceEvent.ProductUpdated) {
            return false;
        }
        String customer = event.envelope().customerId();
        return customer == null || customers.containsKey(customer) || joins(event);
    }

    private static boolean joins(CommerceEvent event) {
        return event instanceof CommerceEvent.Identify && event.envelope().anonymousId() != null;
    }

    /** Keeps an event. */
    void keep(CommerceEvent event, long at, long appended, int partition) {
        stale |= resolved;
        Envelope envelope = event.envelope();
        String customer = envelope.customerId();
        Kept kept = new Kept(event, at, appended, partition, "");
        if (customer == null) {
            visitors.computeIfAbsent(event.key(), v -> new ArrayList<>()).add(kept);
            return;
        }
        customers.computeIfAbsent(customer, c -> new ArrayList<>()).add(kept);
        partitions.put(customer, partition);
        if (joins(event)) {
            joined.add(customer);
            joined.add(visitor(envelope));
            joins.computeIfAbsent(visitor(envelope), v -> new ArrayList<>())
                    .add(new Join(at, envelope.eventId(), customer));
        }
    }

    /** Notes that a visitor is not a customer. */
    void undo(CommerceEvent.Unmerge unmerge) {
        stale |= resolved;
        Envelope envelope = unmerge.envelope();
        undone.computeIfAbsent(visitor(envelope), v -> new TreeMap<>())
                .merge(
                        String.valueOf(envelope.customerId()),
                        unmerge.timestamp().toEpochMilli(),
                        Math::max);
    }

    private static String visitor(Envelope envelope) {
        return Envelope.ANONYMOUS_PREFIX + envelope.anonymousId();
    }

    /** Whether something came after {@link #resolve} that would have to be known before it: all must be counted from the beginning. */
    boolean isStale() {
        return stale;
    }

    /** Everybody who has, or had, events that came under another name. */
    Set<String> joined() {
        return joined;
    }

    /** Hands out every kept event as one of whom it belongs to: a visitor's in the order of the log, a customer's in the order of time. */
    void resolve(Counter counter) {
        if (resolved) {
            return;
        }
        resolved = true;
        visitors.forEach((visitor, events) -> {
            List<Join> inForce = inForce(visitor);
            for (Kept kept : events) {
                String owner = ownerAt(inForce, kept.at());
                if (owner == null) {
                    counter.count(kept.event(), kept.at(), kept.appended(), kept.partition());
                } else {
                    give(kept, owner, visitor);
                }
            }
        });
        customers.values().forEach(events -> {
            events.sort(Comparator.comparingLong(Kept::at)
                    .thenComparingLong(Kept::appended)
                    .thenComparing(Kept::source)
                    .thenComparing(kept -> kept.event().envelope().eventId()));
            events.forEach(kept -> counter.count(kept.event(), kept.at(), kept.appended(), kept.partition()));
        });
        visitors.clear();
        customers.replaceAll((customer, events) -> List.of());
    }

    private void give(Kept kept, String owner, String visitor) {
        customers
                .computeIfAbsent(owner, c -> new ArrayList<>())
                .add(new Kept(
                        EventOwner.assign(kept.event(), owner),
                        kept.at(),
                        kept.appended(),
                        partitions.getOrDefault(owner, kept.partition()),
                        visitor));
    }

    private List<Join> inForce(String visitor) {
        return joins.getOrDefault(visitor, List.of()).stream()
                .filter(join -> undoneOf(visitor).getOrDefault(join.customer(), Long.MIN_VALUE) < join.at())
                .sorted(Comparator.comparingLong(Join::at)
                        .thenComparing(Join::eventId)
                        .thenComparing(Join::customer))
                .toList();
    }

    private Map<String, Long> undoneOf(String visitor) {
        return undone.getOrDefault(visitor, new TreeMap<>());
    }

    /** Whom each visitor turned out to be who was ever joined or parted; without those whose joins are more than are told one by one. */
    Map<String, VisitorIdentity> identities() {
        return Stream.concat(joins.keySet().stream(), undone.keySet().stream())
                .distinct()
                .filter(this::isTold)
                .collect(Collectors.toMap(
                        Function.identity(),
                        visitor -> new VisitorIdentity(visitor, spans(inForce(visitor)), undoings(visitor))));
    }

    private boolean isTold(String visitor) {
        return joins.getOrDefault(visitor, List.of()).size() <= TOLD
                && undoneOf(visitor).size() <= TOLD;
    }

    private static List<VisitorIdentity.Span> spans(List<Join> inForce) {
        List<Join> changes = new ArrayList<>();
        for (Join join : inForce) {
            if (changes.isEmpty() || !changes.getLast().customer().equals(join.customer())) {
                changes.add(join);
            }
        }
        List<VisitorIdentity.Span> spans = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Instant began = Instant.ofEpochMilli(changes.get(i).at());
            Instant until = i + 1 < changes.size()
                    ? Instant.ofEpochMilli(changes.get(i + 1).at())
                    : null;
            spans.add(new VisitorIdentity.Span(changes.get(i).customer(), i == 0 ? null : began, until, began));
        }
        return spans;
    }

    private List<VisitorIdentity.Undone> undoings(String visitor) {
        return undoneOf(visitor).entrySet().stream()
                .map(each -> new VisitorIdentity.Undone(each.getKey(), Instant.ofEpochMilli(each.getValue())))
                .toList();
    }

    private static @Nullable String ownerAt(List<Join> inForce, long at) {
        String owner = inForce.isEmpty() ? null : inForce.getFirst().customer();
        for (Join join : inForce) {
            owner = join.at() <= at ? join.customer() : owner;
        }
        return owner;
    }
}
