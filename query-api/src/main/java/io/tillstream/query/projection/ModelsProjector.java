package io.tillstream.query.projection;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest RFM cut points; other models are not for reports. */
final class ModelsProjector implements TopicProjector {

    private static final String UPSERT =
            "INSERT INTO rfm_cut_points AS current (name, as_of, newest_event_at, customers, exact,"
                    + " last_purchase_at, orders, net_micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                    + " as_of = EXCLUDED.as_of, newest_event_at = EXCLUDED.newest_event_at, customers = EXCLUDED.customers,"
                    + " exact = EXCLUDED.exact, last_purchase_at = EXCLUDED.last_purchase_at, orders = EXCLUDED.orders,"
                    + " net_micros = EXCLUDED.net_micros";

    private final OutputJson<RfmCutPoints> json = OutputJson.of(RfmCutPoints.class);
    private final RefusedRecords refused;

    ModelsProjector(RefusedRecords refused) {
        this.refused = refused;
    }

    @Override
    public String topic() {
        return TopicCatalogue.MODELS.name();
    }

    @Override
    public void prepare(Connection connection) {
        // needs no temporary table
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        ConsumerRecord<byte[], byte[]> newest = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null
                    && record.value() != null
                    && RfmCutPoints.MODEL_NAME.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                newest = record;
            }
        }
        if (newest == null) {
            return;
        }
        RfmCutPoints points;
        try {
            points = json.read(newest.value());
        } catch (RuntimeException e) {
            refused.refuse(newest, "not RFM cut points");
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setString(1, RfmCutPoints.MODEL_NAME);
            statement.setTimestamp(2, Timestamp.from(points.asOf()));
            statement.setTimestamp(3, Timestamp.from(points.newestEventAt()));
            statement.setLong(4, points.customers());
            statement.setBoolean(5, points.exact());
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "timestamptz",
                            points.lastPurchaseAt().stream()
                                    .map(Object::toString)
                                    .toArray()));
            statement.setArray(
                    7, connection.createArrayOf("bigint", points.orders().toArray()));
            statement.setArray(
                    8, connection.createArrayOf("bigint", points.netMicros().toArray()));
            statement.executeUpdate();
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE rfm_cut_points");
    }
}
