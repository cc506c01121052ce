package io.tillstream.query.projection;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The newest state of each alert, and since when it was raised. There are few, so they go one by one. */
final class AlertsProjector implements TopicProjector {

    private static final String UPSERT =
            "INSERT INTO alerts AS known (id, rule, subject, state, figure, bound, sentence, at, raised_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET rule = EXCLUDED.rule,"
                    + " subject = EXCLUDED.subject, state = EXCLUDED.state, figure = EXCLUDED.figure, bound = EXCLUDED.bound,"
                    + " sentence = EXCLUDED.sentence, at = EXCLUDED.at, raised_at = CASE"
                    + " WHEN EXCLUDED.state = 'raised' AND known.state = 'raised' THEN known.raised_at"
                    + " ELSE coalesce(EXCLUDED.raised_at, known.raised_at) END";

    private final OutputJson<Alert> json = OutputJson.of(Alert.class);
    private final RefusedRecords refused;

    AlertsProjector(RefusedRecords refused) {
        this.refused = refused;
    }

    @Override
    public String topic() {
        return TopicCatalogue.ALERTS.name();
    }

    @Override
    public void prepare(Connection connection) {
        // needs no temporary table
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                try {
                    bind(statement, json.read(record.value()));
                } catch (RuntimeException e) {
                    refused.refuse(record, "not an alert");
                    continue;
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Alert alert) throws SQLException {
        statement.setString(1, SafeJson.clean(alert.id()));
        statement.setString(2, SafeJson.clean(alert.rule()));
        statement.setString(3, SafeJson.clean(alert.subject()));
        statement.setString(4, SafeJson.clean(alert.state()));
        statement.setObject(5, finite(alert.value()), Types.DOUBLE);
        statement.setObject(6, finite(alert.limit()), Types.DOUBLE);
        statement.setString(7, SafeJson.clean(alert.sentence()));
        statement.setTimestamp(8, Timestamp.from(alert.at()));
        statement.setTimestamp(9, "raised".equals(alert.state()) ? Timestamp.from(alert.at()) : null);
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE alerts");
    }
}
