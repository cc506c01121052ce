package io.tillstream.dashboard.channel;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes in the records of one topic, in log order per partition. Called by the reading thread only. */
@FunctionalInterface
public interface RecordReader {

    /**
     * Takes one record in.
     *
     * @throws java.io.UncheckedIOException when the value is not what the topic promises; the record is then skipped and counted
     */
    void read(ConsumerRecord<byte[], byte[]> record);
}
