package io.tillstream.contracts.output;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an anonymous visitor turned out to be; the value of {@code analytics.identities.v1}. An event of the visitor counts for the customer in whose span its
 * time lies, and for the visitor when it lies in none.
 *
 * @param visitorId the key of the visitor's events, {@code anon:} and the anonymous id
 * @param spans who the visitor is from when until when, in the order of time, without gaps between them; empty once all joins are undone
 * @param undone joins that were undone, by customer, the newest of each
 */
public record VisitorIdentity(String visitorId, List<Span> spans, List<Undone> undone) {

    /**
     * A time in which the visitor is a customer.
     *
     * @param customerId the customer
     * @param from first moment; null for all that was before
     * @param until first moment of the next customer; null for good
     * @param identifiedAt event time of the {@code identify} that began it
     */
    public record Span(
            String customerId,
            @Nullable Instant from,
            @Nullable Instant until,
            Instant identifiedAt) {}

    /**
     * An {@code unmerge}.
     *
     * @param customerId the customer whom the visitor is not
     * @param at what named the two together up to then joins nothing
     */
    public record Undone(String customerId, Instant at) {}
}
