package io.tillstream.streams.outputs;

import org.apache.kafka.streams.processor.api.Record;

/** Takes records on their way out. */
@FunctionalInterface
public interface Outbox {

    /**
     * Sends a record on.
     *
     * @param sink name of the topology's sink that it is for
     */
    void send(Record<byte[], byte[]> record, String sink);
}
