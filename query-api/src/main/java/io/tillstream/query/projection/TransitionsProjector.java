package io.tillstream.query.projection;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Moves between segments: a row per record, known by its place in the log. */
final class TransitionsProjector implements TopicProjector {

    private final OutputJson<SegmentTransition> json = OutputJson.of(SegmentTransition.class);
    private final CopyBuffer rows = new CopyBuffer();
    private final RefusedRecords refused;
    private final StagedTable table = StagedTable.keepingFirst(
            "segment_transitions",
            "source_partition, source_offset, customer_id, from_segment, to_segment, from_label, to_label, cause, at");

    TransitionsProjector(RefusedRecords refused) {
        this.refused = refused;
    }

    @Override
    public String topic() {
        return TopicCatalogue.TRANSITIONS.name();
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        table.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        rows.clear();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            SegmentTransition moved;
            try {
                moved = json.read(record.value());
            } catch (RuntimeException e) {
                refused.refuse(record, "not a segment transition");
                continue;
            }
            rows.row(table.columnCount())
                    .int4(record.partition())
                    .int8(record.offset())
                    .text(moved.customerId())
                    .text(moved.fromSegment())
                    .text(moved.toSegment())
                    .text(moved.fromLabel())
                    .text(moved.toLabel())
                    .text(moved.cause())
                    .time(moved.at());
        }
        table.write(connection, rows);
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE segment_transitions");
    }
}
