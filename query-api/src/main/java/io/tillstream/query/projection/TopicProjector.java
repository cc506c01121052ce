package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns the records of one topic into rows. Called by one thread; holds nothing that a rolled back transaction would have to take back. */
interface TopicProjector {

    /** The topic's name. */
    String topic();

    /** Makes the connection's temporary tables. */
    void prepare(Connection connection) throws SQLException;

    /** Writes the rows of a batch, records of one partition in log order; the caller commits or rolls back. */
    void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;

    /** Removes all rows of the topic: its log was replaced by another. */
    void forget(Connection connection) throws SQLException;
}
