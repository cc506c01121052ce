package io.tillstream.query.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many records there are.
 *
 * @param open those about which something is still to be done: waiting, repaired, replaying
 * @param oldestOpenAt when the oldest of them was refused
 * @param letGo records that the bounds of the table have pushed out; the topic has them
 * @param letGoOpen of these, the ones that were open
 */
public record QuarantineSummary(
        long records,
        long open,
        long waiting,
        long repaired,
        long replaying,
        long replayed,
        long discarded,
        @Nullable Instant oldestOpenAt,
        long letGo,
        long letGoOpen) {}
