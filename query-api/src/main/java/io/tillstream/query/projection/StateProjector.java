package io.tillstream.query.projection;

import io.tillstream.contracts.output.OutputJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Projects a topic whose newest value per key is a row: state topics, and carts, where the newest change of a cart is its state.
 *
 * @param <T> the value's type
 */
final class StateProjector<T> implements TopicProjector {

    /** Writes the columns of one value. */
    interface Row<T> {
        void write(CopyBuffer row, T value);
    }

    /** Ends a statement that removes rows: those whose key, made of columns as the record's key is, is among the record keys, the only parameter. */
    static final String AMONG_KEYS = " IN (SELECT unnest(?::text[]))";

    private final String topic;
    private final OutputJson<T> json;
    private final StagedTable table;
    private final Function<T, String> rowKey;
    private final Row<T> row;
    private final @Nullable String deleteSql;
    private final String forgetSql;
    private final RefusedRecords refused;
    private final CopyBuffer rows = new CopyBuffer();

    /**
     * @param rowKey the row's key as text, in whose order rows are written
     * @param deleteSql removes the rows of record keys, a text array and the only parameter, in one pass over the table at most; null when the record key is not the
     *     row's key, then every record is read
     * @param forgetSql removes all rows of the topic
     */
    StateProjector(
            String topic,
            Class<T> type,
            StagedTable table,
            Function<T, String> rowKey,
            Row<T> row,
            @Nullable String deleteSql,
            String forgetSql,
            RefusedRecords refused) {
        this.topic = topic;
        this.json = OutputJson.of(type);
        this.table = table;
        this.rowKey = rowKey;
        this.row = row;
        this.deleteSql = deleteSql;
        this.forgetSql = forgetSql;
        this.refused = refused;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        table.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<T> values = new ArrayList<>();
        if (deleteSql == null) {
            records.forEach(record -> parse(record, values));
        } else {
            List<String> removed = new ArrayList<>();
            LatestByKey.split(records, removed::add, record -> parse(record, values));
            delete(connection, deleteSql, removed);
        }
        rows.clear();
        for (T value : LatestByKey.byOwnKey(values, rowKey)) {
            row.write(rows.row(table.columnCount()), value);
        }
        table.write(connection, rows);
    }

    private void parse(ConsumerRecord<byte[], byte[]> record, List<T> values) {
        try {
            values.add(json.read(record.value()));
        } catch (RuntimeException e) {
            refused.refuse(record, "not a value of this topic");
        }
    }

    private static void delete(Connection connection, String sql, List<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Object[] texts = keys.stream().map(key -> key.replace('\0', '\uFFFD')).toArray();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts));
            statement.executeUpdate();
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, forgetSql);
    }
}
