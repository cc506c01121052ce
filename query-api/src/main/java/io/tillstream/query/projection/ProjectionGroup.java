package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** Some topics that one connection projects: writes a batch and its offsets as one transaction. */
final class ProjectionGroup {

    private static final Logger LOG = Logger.getLogger(ProjectionGroup.class);

    private final List<TopicProjector> projectors;
    private final ProjectionProgress progress;

    ProjectionGroup(List<TopicProjector> projectors, ProjectionProgress progress) {
        this.projectors = projectors;
        this.progress = progress;
    }

    List<String> topics() {
        return projectors.stream().map(TopicProjector::topic).toList();
    }

    void prepare(Connection connection) throws SQLException {
        for (TopicProjector projector : projectors) {
            projector.prepare(connection);
        }
        connection.commit();
    }

    /** Removes all rows, because those to come are made from something else, and notes what; the rows of the one are gone when those of the other begin. */
    void beginAnew(Connection connection, String group, ProjectionBasis basis) throws SQLException {
        LOG.infof("rows of %s are made anew: generation %d, zone %s", group, basis.generation(), basis.zone());
        for (TopicProjector projector : projectors) {
            projector.forget(connection);
            OffsetStore.forgetAllGenerations(connection, projector.topic());
        }
        basis.save(connection, group);
        connection.commit();
    }

    /** Removes all that came from a topic whose log was replaced by another. */
    void forget(Connection connection, String topic) throws SQLException {
        LOG.warnf("%s is another log than the one projected before: its rows are made anew", topic);
        for (TopicProjector projector : projectors) {
            if (projector.topic().equals(topic)) {
                projector.forget(connection);
            }
        }
        OffsetStore.forget(connection, topic);
        connection.commit();
    }

    /**
     * Writes a batch, all of it or nothing.
     *
     * @throws SQLException when the database refuses for a reason that may pass; the batch must come again
     */
    void apply(Connection connection, ConsumerRecords<byte[], byte[]> records, Map<String, Uuid> topicIds)
            throws SQLException {
        try {
            write(connection, records, topicIds);
        } catch (SQLException e) {
            connection.rollback();
            if (!RecordFaults.isFaultOfData(e)) {
                throw e;
            }
            writeOneByOne(connection, records, topicIds);
        } catch (ArithmeticException e) {
            connection.rollback();
            writeOneByOne(connection, records, topicIds);
        }
    }

    private void write(Connection connection, ConsumerRecords<byte[], byte[]> records, Map<String, Uuid> topicIds)
            throws SQLException {
        // The log keeps what a power cut takes from the database, and the offsets go with the rows: no need to wait for
        // the disk.
        StagedTable.execute(connection, "SET LOCAL synchronous_commit = off");
        for (TopicProjector projector : projectors) {
            List<ConsumerRecord<byte[], byte[]>> own = new ArrayList<>();
            records.records(projector.topic()).forEach(own::add);
            if (!own.isEmpty()) {
                projector.apply(connection, own);
            }
        }
        OffsetStore.save(connection, nextOffsets(records, topicIds));
        connection.commit();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
            progress.count(partition.topic(), own.size());
            progress.written(Instant.ofEpochMilli(own.getLast().timestamp()));
        }
    }

    /** Some record cannot become a row: all others still do. */
    private void writeOneByOne(
            Connection connection, ConsumerRecords<byte[], byte[]> records, Map<String, Uuid> topicIds)
            throws SQLException {
        prepare(connection);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            ConsumerRecords<byte[], byte[]> one = new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of());
            try {
                write(connection, one, topicIds);
            } catch (SQLException e) {
                connection.rollback();
                if (!RecordFaults.isFaultOfData(e)) {
                    throw e;
                }
                skip(connection, one, topicIds, record, "the database refuses it with state " + e.getSQLState());
            } catch (ArithmeticException e) {
                connection.rollback();
                skip(connection, one, topicIds, record, "a number in it is out of range");
            }
        }
    }

    private void skip(
            Connection connection,
            ConsumerRecords<byte[], byte[]> one,
            Map<String, Uuid> topicIds,
            ConsumerRecord<byte[], byte[]> record,
            String reason)
            throws SQLException {
        prepare(connection);
        RecordFaults.refuse(progress, record, reason);
        OffsetStore.save(connection, nextOffsets(one, topicIds));
        connection.commit();
    }

    private static Map<TopicPartition, OffsetStore.Stored> nextOffsets(
            ConsumerRecords<byte[], byte[]> records, Map<String, Uuid> topicIds) {
        Map<TopicPartition, OffsetStore.Stored> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> last = records.records(partition).getLast();
            next.put(
                    partition,
                    new OffsetStore.Stored(
                            topicIds.getOrDefault(partition.topic(), Uuid.ZERO_UUID),
                            last.offset() + 1,
                            Instant.ofEpochMilli(last.timestamp())));
        }
        return next;
    }
}
