package io.tillstream.streams.runtime;

import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Sees each output on its way to Kafka: how long after its newest event, and why a record was rejected. A profile and a cell delta carry as their time when
 * the newest event in them reached the log.
 */
public final class OutputWatch implements ProducerInterceptor<byte[], byte[]> {

    private static final String METER = "tillstream.output.meter";

    private @Nullable EngineMeter meter;

    /** Made by Kafka's client. */
    public OutputWatch() {
        // configured before it is used
    }

    /** Lets the producers of an instance report to the meter. */
    static void watch(Properties properties, EngineMeter meter) {
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG), OutputWatch.class.getName());
        properties.put(StreamsConfig.producerPrefix(METER), meter);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        meter = configs.get(METER) instanceof EngineMeter own ? own : null;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        EngineMeter to = meter;
        String topic = record.topic();
        if (to == null) {
            return record;
        }
        if (topic.startsWith(TopicCatalogue.PROFILES.name())) {
            to.profile(record.timestamp());
        } else if (topic.startsWith(TopicCatalogue.CELL_DELTAS.name())) {
            to.cell(record.timestamp());
        } else if (topic.startsWith(TopicCatalogue.REJECTED.name())) {
            Header field = record.headers().lastHeader(RejectedHeaders.FIELD);
            to.rejected(field == null ? "" : new String(field.value(), StandardCharsets.UTF_8));
        }
        return record;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        // the transaction decides, not the single record
    }

    @Override
    public void close() {
        // holds nothing
    }
}
