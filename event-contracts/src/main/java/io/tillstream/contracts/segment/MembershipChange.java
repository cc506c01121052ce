package io.tillstream.contracts.segment;

import java.time.Instant;

/**
 * A customer entered or left a custom segment; the value of {@code analytics.segment-memberships.v1}.
 *
 * @param segmentId which
 * @param segmentName its name at that time
 * @param customerId who
 * @param change {@link #ENTERED} or {@link #LEFT}
 * @param at reference time of the profile that was judged
 */
public record MembershipChange(String segmentId, String segmentName, String customerId, String change, Instant at) {

    /** The rule holds from now on. */
    public static final String ENTERED = "entered";

    /** The rule holds no longer, or the segment was deleted. */
    public static final String LEFT = "left";
}
