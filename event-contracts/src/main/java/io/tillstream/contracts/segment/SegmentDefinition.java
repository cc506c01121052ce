package io.tillstream.contracts.segment;

import java.time.Instant;

/**
 * A custom segment as a user defined it; the value of {@code analytics.segment-definitions.v1} under its id. A segment that was deleted has no value there:
 * its members leave.
 *
 * @param id never used again
 * @param name as the user called it
 * @param description in the user's words; may be empty
 * @param rule who belongs to it
 * @param version counts the changes, from 0
 * @param updatedAt when it was last changed
 */
public record SegmentDefinition(
        String id, String name, String description, SegmentRule rule, long version, Instant updatedAt) {}
