package io.tillstream.contracts.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer moved from one RFM segment to another; the value of {@code analytics.segment-transitions.v1}.
 *
 * @param customerId who
 * @param fromSegment the segment left; null for a customer's first
 * @param toSegment the segment entered
 * @param fromLabel RFM label before, for example {@code 412}; null for a customer's first
 * @param toLabel RFM label after
 * @param cause {@code purchase} or {@code refund} when the customer acted, {@code cut_points} when others moved the cut points or time passed
 * @param at reference time of the new scores
 */
public record SegmentTransition(
        String customerId,
        @Nullable String fromSegment,
        String toSegment,
        @Nullable String fromLabel,
        String toLabel,
        String cause,
        Instant at) {}
