package io.tillstream.query.projection;

import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that are no events, each with the decision about it where there was one already. What ways in refused stands on the first generation's topic, whichever is
 * shown; what the engine refused stands on the topic of its generation.
 */
final class QuarantineProjector implements TopicProjector {

    private static final String COLUMNS =
            "id, rejected_at, from_log, origin, source, write_key, field, reason, group_id,"
                    + " group_field, group_reason, event_id, action, record_key, body, size";
    private static final String MERGE = "WITH fresh AS (SELECT s.*, coalesce(d.state, 'waiting') AS state"
            + " FROM stage_quarantine s LEFT JOIN quarantine_decisions d USING (id) ORDER BY s.id)"
            + " INSERT INTO quarantine (" + COLUMNS + ", state) SELECT " + COLUMNS + ", state FROM fresh"
            + " ON CONFLICT DO NOTHING";

    private final String topic;
    private final boolean fromLog;
    private final boolean fromDoors;
    private final StagedTable staged = StagedTable.merging("quarantine", "quarantine", COLUMNS, MERGE);
    private final CopyBuffer rows = new CopyBuffer();

    private QuarantineProjector(String topic, boolean fromLog, boolean fromDoors) {
        this.topic = topic;
        this.fromLog = fromLog;
        this.fromDoors = fromDoors;
    }

    /** Those that together see all records of a generation. */
    static List<TopicProjector> all(Generation generation) {
        String ofFirst = TopicCatalogue.REJECTED.name();
        return generation.equals(Generation.FIRST)
                ? List.of(new QuarantineProjector(ofFirst, true, true))
                : List.of(
                        new QuarantineProjector(generation.topic(TopicCatalogue.REJECTED), true, false),
                        new QuarantineProjector(ofFirst, false, true));
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        staged.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        rows.clear();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            RejectedRecord rejected = RejectedRecord.of(record);
            if (rejected.fromLog() ? fromLog : fromDoors) {
                rejected.write(rows.row(staged.columnCount()));
            }
        }
        staged.write(connection, rows);
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        String which = fromLog && fromDoors ? "true" : "from_log = " + fromLog;
        StagedTable.execute(connection, "DELETE FROM quarantine WHERE " + which);
        StagedTable.execute(connection, "DELETE FROM quarantine_let_go WHERE " + which);
    }
}
