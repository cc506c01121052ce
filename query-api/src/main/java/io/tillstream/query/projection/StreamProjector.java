package io.tillstream.query.projection;

import io.tillstream.contracts.output.OutputJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Projects a topic of facts: a row per record, known by its place in the log, which is its first two columns.
 *
 * @param <T> the value's type
 */
final class StreamProjector<T> implements TopicProjector {

    private final String topic;
    private final OutputJson<T> json;
    private final String table;
    private final StagedTable staged;
    private final StateProjector.Row<T> row;
    private final RefusedRecords refused;
    private final CopyBuffer rows = new CopyBuffer();

    /**
     * @param columns those after the place in the log
     * @param row writes them
     */
    StreamProjector(
            String topic,
            Class<T> type,
            String table,
            String columns,
            StateProjector.Row<T> row,
            RefusedRecords refused) {
        this.topic = topic;
        this.json = OutputJson.of(type);
        this.table = table;
        this.staged = StagedTable.keepingFirst(table, "source_partition, source_offset, " + columns);
        this.row = row;
        this.refused = refused;
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
            T value;
            try {
                value = json.read(record.value());
            } catch (RuntimeException e) {
                refused.refuse(record, "not a value of this topic");
                continue;
            }
            rows.row(staged.columnCount()).int4(record.partition()).int8(record.offset());
            row.write(rows, value);
        }
        staged.write(connection, rows);
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE " + table);
    }
}
