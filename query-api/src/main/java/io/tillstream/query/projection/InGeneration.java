package io.tillstream.query.projection;

import io.tillstream.contracts.topic.Generation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A projector that reads its topic of one generation.
 *
 * @param projector knows the topic by its name in the catalogue
 * @param topic the topic's name in the generation
 */
record InGeneration(TopicProjector projector, String topic) implements TopicProjector {

    /** All of them in a generation. */
    static List<TopicProjector> all(List<TopicProjector> projectors, Generation generation) {
        return projectors.stream()
                .<TopicProjector>map(projector -> new InGeneration(projector, generation.topic(projector.topic())))
                .toList();
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        projector.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        projector.apply(connection, records);
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        projector.forget(connection);
    }
}
