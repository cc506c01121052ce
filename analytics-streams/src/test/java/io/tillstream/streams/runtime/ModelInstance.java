package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.internals.StreamTask;

/**
 * The topology over one partition, in this thread, with every step in the hands of the test: records are fetched, worked on, timers run and transactions
 * committed only when asked for. {@link TopologyTestDriver} would commit after each record; its inside is used for that reason.
 */
final class ModelInstance implements AutoCloseable {

    private static final List<String> INPUTS = List.of(
            TopicCatalogue.EVENTS.name(),
            TopicCatalogue.IDENTITY_MOVES.name(),
            TopicCatalogue.CELL_DELTAS.name(),
            TopicCatalogue.QUANTILES.name());

    private final TopologyTestDriver driver;
    private final StreamTask task;
    private final MockProducer<byte[], byte[]> producer;
    private final Time clock;
    private final Method commit;
    private final Map<String, Integer> fetched = new HashMap<>();

    /** Where reading goes on, by topic. */
    private final Map<String, Integer> committed;

    @SuppressWarnings("unchecked")
    ModelInstance(
            Path stateDir,
            Instant now,
            ZoneId zone,
            Map<String, Map<Bytes, byte[]>> stores,
            Map<String, Integer> committed) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, EngineProperties.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        RestoringWrapper.install(properties, stores);
        EngineTopology topology =
                new EngineTopology(properties, new BusinessTime(zone), new EventReader(null), new SilentMeter(), 1);
        driver = new TopologyTestDriver(topology.build(), properties, now);
        task = (StreamTask) inside("task");
        producer = (MockProducer<byte[], byte[]>) inside("producer");
        clock = (Time) inside("mockWallClockTime");
        try {
            commit = TopologyTestDriver.class.getDeclaredMethod("commit", Map.class);
            commit.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        this.committed = new HashMap<>(committed);
        fetched.putAll(committed);
    }

    private Object inside(String name) {
        try {
            Field field = TopologyTestDriver.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(driver);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Offsets that the last commit reached. */
    Map<String, Integer> committed() {
        return committed;
    }

    /** The newest cut points, which every instance reads. */
    void model(ProducerRecord<byte[], byte[]> model) {
        driver.createInputTopic(model.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(model.key(), model.value(), Instant.EPOCH);
    }

    /** Takes up to so many records that it has not yet taken, from each of its partitions. */
    void fetch(Map<String, List<ProducerRecord<byte[], byte[]>>> logs, int most) {
        for (String topic : INPUTS) {
            List<ProducerRecord<byte[], byte[]>> log = logs.getOrDefault(topic, List.of());
            int from = fetched.getOrDefault(topic, 0);
            int to = from + Math.min(log.size() - from, most);
            for (int offset = from; offset < to; offset++) {
                ProducerRecord<byte[], byte[]> record = log.get(offset);
                task.addRecords(
                        new TopicPartition(topic, 0),
                        List.of(new ConsumerRecord<>(
                                topic,
                                0,
                                offset,
                                record.timestamp(),
                                TimestampType.LOG_APPEND_TIME,
                                -1,
                                -1,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty())));
            }
            task.updateNextOffsets(new TopicPartition(topic, 0), new OffsetAndMetadata(to, Optional.empty(), ""));
            fetched.put(topic, to);
        }
    }

    /** Works on up to so many of the records taken; false when there is none left. */
    boolean work(int most) {
        task.resumePollingForPartitionsWithAvailableSpace();
        task.updateLags();
        for (int i = 0; i < most; i++) {
            if (!task.hasRecordsQueued() || !task.isProcessable(clock.milliseconds())) {
                return false;
            }
            task.process(clock.milliseconds());
        }
        return true;
    }

    /** Sets the clock, and runs timers that are due. */
    void tick(Instant now) {
        clock.sleep(Math.max(0, now.toEpochMilli() - clock.milliseconds()));
        task.maybePunctuateSystemTime();
    }

    /** Commits, and gives what was published by the transaction. */
    List<ProducerRecord<byte[], byte[]>> commit() {
        var offsets = task.prepareCommit(true);
        try {
            commit.invoke(driver, offsets);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        task.postCommit(true);
        offsets.forEach((partition, next) -> committed.put(partition.topic(), (int) next.offset()));
        List<ProducerRecord<byte[], byte[]>> published = List.copyOf(producer.history());
        producer.clear();
        return published;
    }

    @Override
    public void close() {
        driver.close();
    }
}
