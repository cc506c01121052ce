package io.tillstream.query.projection;

import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells a record that cannot become a row from a database that cannot take one now. */
final class RecordFaults {

    private static final Logger LOG = Logger.getLogger(RecordFaults.class);

    private RecordFaults() {}

    /** Whether the data is at fault (classes 22 data, 23 integrity, 54 limits of SQLSTATE), so that trying again would not help. */
    static boolean isFaultOfData(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** Counts the record and says where it stands; never what is in it. */
    static void refuse(ProjectionProgress progress, ConsumerRecord<byte[], byte[]> record, String reason) {
        progress.countRefused();
        LOG.warnf(
                "skipped a record that cannot become a row: %s-%d@%d: %s",
                record.topic(), record.partition(), record.offset(), reason);
    }
}
