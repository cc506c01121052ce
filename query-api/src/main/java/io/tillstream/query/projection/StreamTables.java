package io.tillstream.query.projection;

import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.contracts.topic.TopicCatalogue;

/** Which columns the value of each topic of facts fills. */
final class StreamTables {

    private StreamTables() {}

    /** Moves between RFM segments. */
    static TopicProjector transitions(RefusedRecords refused) {
        return new StreamProjector<>(
                TopicCatalogue.TRANSITIONS.name(),
                SegmentTransition.class,
                "segment_transitions",
                "customer_id, from_segment, to_segment, from_label, to_label, cause, at",
                (row, moved) -> row.text(moved.customerId())
                        .text(moved.fromSegment())
                        .text(moved.toSegment())
                        .text(moved.fromLabel())
                        .text(moved.toLabel())
                        .text(moved.cause())
                        .time(moved.at()),
                refused);
    }

    /** Entries into custom segments and exits. */
    static TopicProjector memberships(RefusedRecords refused) {
        return new StreamProjector<>(
                TopicCatalogue.MEMBERSHIPS.name(),
                MembershipChange.class,
                "segment_memberships",
                "segment_id, segment_name, customer_id, change, at",
                (row, changed) -> row.text(changed.segmentId())
                        .text(changed.segmentName())
                        .text(changed.customerId())
                        .text(changed.change())
                        .time(changed.at()),
                refused);
    }
}
