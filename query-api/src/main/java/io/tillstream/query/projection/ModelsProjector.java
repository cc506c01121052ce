package io.tillstream.query.projection;

import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is on the models topic, told apart by its key: the RFM cut points, models by name and version, how training goes, how far models drifted. */
final class ModelsProjector implements TopicProjector {

    private static final String DRIFT_SUFFIX = ModelDrift.key("");

    private final OutputJson<RfmCutPoints> cutPoints = OutputJson.of(RfmCutPoints.class);
    private final OutputJson<TrainingStatus> training = OutputJson.of(TrainingStatus.class);
    private final OutputJson<ModelDrift> drift = OutputJson.of(ModelDrift.class);
    private final OutputJson<ModelRecord> model = OutputJson.of(ModelRecord.class);
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
        // needs no temporary table: there are few records
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                newest.put(new String(record.key(), StandardCharsets.UTF_8), record);
            }
        }
        for (Map.Entry<String, ConsumerRecord<byte[], byte[]>> entry : newest.entrySet()) {
            if (entry.getValue().value() == null) {
                remove(connection, entry.getKey());
            } else {
                write(connection, entry.getKey(), entry.getValue());
            }
        }
    }

    private void write(Connection connection, String key, ConsumerRecord<byte[], byte[]> record) throws SQLException {
        ModelStatement statement;
        try {
            statement = statement(key, record.value());
        } catch (RuntimeException e) {
            refused.refuse(record, "not a value of this topic");
            return;
        }
        statement.execute(connection);
    }

    private ModelStatement statement(String key, byte[] value) {
        if (key.equals(RfmCutPoints.MODEL_NAME)) {
            return ModelStatement.of(cutPoints.read(value));
        }
        if (key.equals(TrainingStatus.KEY)) {
            return ModelStatement.of(training.read(value));
        }
        if (key.endsWith(DRIFT_SUFFIX)) {
            return ModelStatement.of(drift.read(value));
        }
        return ModelStatement.of(key, model.read(value));
    }

    private static void remove(Connection connection, String key) throws SQLException {
        String held = SafeJson.clean(key);
        if (key.equals(RfmCutPoints.MODEL_NAME)) {
            delete(connection, "DELETE FROM rfm_cut_points WHERE name = ?", held);
        } else if (key.equals(TrainingStatus.KEY)) {
            delete(connection, "DELETE FROM training_status WHERE name = ?", held);
        } else if (key.endsWith(DRIFT_SUFFIX)) {
            String name = held.substring(0, held.length() - DRIFT_SUFFIX.length());
            delete(connection, "DELETE FROM model_drift WHERE name = ?", name);
        } else {
            delete(connection, "DELETE FROM models WHERE record_key = ?", held);
        }
    }

    private static void delete(Connection connection, String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.executeUpdate();
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE rfm_cut_points, models, training_status, model_drift");
    }
}
