package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The next offset of each partition, written in the transaction of the rows. */
final class OffsetStore {

    /**
     * @param topicId which log the offset belongs to: a topic that was deleted and made again has another
     * @param nextOffset first offset that is not yet in the tables
     */
    record Stored(Uuid topicId, long nextOffset, @Nullable Instant appendedAt) {}

    private OffsetStore() {}

    static Map<TopicPartition, Stored> load(Connection connection) throws SQLException {
        Map<TopicPartition, Stored> stored = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT topic, topic_partition, topic_id, next_offset, appended_at FROM projection_offsets");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Timestamp appended = rows.getTimestamp(5);
                stored.put(
                        new TopicPartition(rows.getString(1), rows.getInt(2)),
                        new Stored(
                                Uuid.fromString(rows.getString(3)),
                                rows.getLong(4),
                                appended == null ? null : appended.toInstant()));
            }
        }
        return stored;
    }

    static void save(Connection connection, Map<TopicPartition, Stored> offsets) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO projection_offsets (topic, topic_partition, topic_id, next_offset, appended_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (topic, topic_partition) DO UPDATE SET"
                        + " topic_id = EXCLUDED.topic_id, next_offset = EXCLUDED.next_offset, appended_at = EXCLUDED.appended_at")) {
            for (Map.Entry<TopicPartition, Stored> offset : offsets.entrySet()) {
                Instant appendedAt = offset.getValue().appendedAt();
                statement.setString(1, offset.getKey().topic());
                statement.setInt(2, offset.getKey().partition());
                statement.setString(3, offset.getValue().topicId().toString());
                statement.setLong(4, offset.getValue().nextOffset());
                statement.setTimestamp(5, appendedAt == null ? null : Timestamp.from(appendedAt));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void forget(Connection connection, String topic) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM projection_offsets WHERE topic = ?")) {
            statement.setString(1, topic);
            statement.executeUpdate();
        }
    }

    /** Forgets a topic in whichever generation. */
    static void forgetAllGenerations(Connection connection, String topic) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM projection_offsets WHERE regexp_replace(topic, '-g[0-9]+$', '')"
                        + " = regexp_replace(?, '-g[0-9]+$', '')")) {
            statement.setString(1, topic);
            statement.executeUpdate();
        }
    }
}
