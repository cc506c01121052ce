package io.tillstream.streams.training;

import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.output.VisitorIdentity.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whom anonymous visitors turned out to be, and since when that is known. */
public final class Joins {

    /** Nobody turned out to be anybody. */
    public static final Joins NONE = new Joins(List.of());

    /** Always known. */
    static final long ALWAYS = Long.MIN_VALUE;

    private final Map<String, List<Span>> visitors = new HashMap<>();
    private final Map<String, TreeSet<Long>> moments = new HashMap<>();

    /**
     * Whose an event is.
     *
     * @param customer the customer
     * @param knownFrom the time from which that could be known, milliseconds since 1970: that of the {@code identify} that gave the customer what was before it
     */
    public record Owner(String customer, long knownFrom) {}

    /** Takes them as they are published. */
    public Joins(Collection<VisitorIdentity> identities) {
        for (VisitorIdentity identity : identities) {
            if (!identity.spans().isEmpty()) {
                visitors.put(identity.visitorId(), identity.spans());
                Span first = identity.spans().getFirst();
                moments.computeIfAbsent(first.customerId(), customer -> new TreeSet<>())
                        .add(first.identifiedAt().toEpochMilli());
            }
        }
    }

    /** The customers whom a visitor was at some time; none when it was never joined. */
    public List<String> customersOf(String visitor) {
        return visitors.getOrDefault(visitor, List.of()).stream()
                .map(Span::customerId)
                .toList();
    }

    /**
     * Whose an event of a visitor is; null when it is the visitor's own.
     *
     * @param at event time, milliseconds since 1970
     */
    public @Nullable Owner ownerAt(String visitor, long at) {
        Instant time = Instant.ofEpochMilli(at);
        for (Span span : visitors.getOrDefault(visitor, List.of())) {
            boolean begun = span.from() == null || !time.isBefore(span.from());
            if (begun && (span.until() == null || time.isBefore(span.until()))) {
                long identified = span.identifiedAt().toEpochMilli();
                return new Owner(span.customerId(), at < identified ? identified : ALWAYS);
            }
        }
        return null;
    }

    /** The times at which a customer was given what a visitor had done before, ascending. */
    long[] momentsOf(String customer) {
        TreeSet<Long> of = moments.get(customer);
        return of == null ? new long[0] : of.stream().mapToLong(Long::longValue).toArray();
    }
}
