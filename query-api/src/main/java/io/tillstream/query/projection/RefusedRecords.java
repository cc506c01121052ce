package io.tillstream.query.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Told of each record that cannot become a row. It is skipped, so that one bad record never stops a partition. */
@FunctionalInterface
interface RefusedRecords {

    /**
     * @param record its content must not be logged
     * @param reason what is wrong, without the record's content
     */
    void refuse(ConsumerRecord<byte[], byte[]> record, String reason);
}
