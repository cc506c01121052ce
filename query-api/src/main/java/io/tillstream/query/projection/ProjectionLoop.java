package io.tillstream.query.projection;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.tracing.Tracing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The thread of one group of topics: reads committed records, writes them, and begins anew from the stored offsets whenever Kafka or the database was
 * away. One instance in the installation writes at a time; the others wait for its lock.
 */
final class ProjectionLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(ProjectionLoop.class);
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_AT_BASIS = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final int MAX_FETCH_BYTES = 16 << 20;
    private static final int MAX_PARTITION_FETCH_BYTES = 4 << 20;

    private final String name;
    private final ProjectionSettings settings;
    private final ProjectionGroup group;
    private final ProjectionProgress progress;
    private final ProjectionBasis basis;
    private final CountDownLatch migrated;
    private final Tracing tracing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> polling;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    ProjectionLoop(
            String name,
            ProjectionSettings settings,
            ProjectionGroup group,
            ProjectionProgress progress,
            ProjectionBasis basis,
            CountDownLatch migrated,
            Tracing tracing) {
        this.name = name;
        this.settings = settings;
        this.group = group;
        this.progress = progress;
        this.basis = basis;
        this.migrated = migrated;
        this.tracing = tracing;
    }

    void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        try {
            while (!isClosing() && !migrated.await(200, TimeUnit.MILLISECONDS)) {
                // the tables are not there yet
            }
            while (!isClosing()) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            project();
        } catch (WakeupException e) {
            LOG.debugf("projection of %s wakes up to close", name);
        } catch (SQLException | ExecutionException | RuntimeException | Error e) {
            // an error too, such as the driver's assertions: if this thread ended, the tables would stand still and
            // nobody would see why
            LOG.warnf("projection of %s pauses for %d ms: %s", name, pauseMillis, e);
            LOG.debug("cause", e);
        } finally {
            polling = null;
            progress.stopped(group.topics());
        }
        if (closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            return;
        }
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }

    private void project() throws SQLException, ExecutionException, InterruptedException {
        try (Connection connection = connect()) {
            while (!holdsLock(connection)) {
                if (closing.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
            settleBasis(connection);
            group.prepare(connection);
            Map<TopicPartition, Uuid> partitions = partitions();
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties())) {
                polling = consumer;
                consumer.assign(partitions.keySet());
                begin(connection, consumer, partitions);
                follow(connection, consumer, partitions);
            }
        }
    }

    /** Another service than this one may have been asked to have the rows made anew. */
    private boolean isBasisKept(Connection connection) throws SQLException {
        return basis.equals(ProjectionBasis.load(connection, name, basis.zone()));
    }

    private void settleBasis(Connection connection) throws SQLException {
        if (isBasisKept(connection)) {
            basis.save(connection, name);
            connection.commit();
        } else {
            group.beginAnew(connection, name, basis);
        }
    }

    private void follow(
            Connection connection, KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Uuid> partitions)
            throws SQLException {
        Map<String, Uuid> topicIds = new HashMap<>();
        partitions.forEach((partition, id) -> topicIds.put(partition.topic(), id));
        long nextLookAt = System.nanoTime();
        while (!isClosing()) {
            if (System.nanoTime() - nextLookAt >= 0) {
                nextLookAt = System.nanoTime() + LOOK_AT_BASIS.toNanos();
                boolean kept = isBasisKept(connection);
                connection.commit();
                if (!kept) {
                    return;
                }
            }
            ConsumerRecords<byte[], byte[]> records;
            try {
                records = consumer.poll(POLL);
            } catch (OffsetOutOfRangeException e) {
                restart(connection, consumer, e);
                continue;
            }
            if (!records.isEmpty()) {
                apply(connection, records, topicIds);
            }
            report(consumer, records);
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
    }

    private void apply(Connection connection, ConsumerRecords<byte[], byte[]> records, Map<String, Uuid> topicIds)
            throws SQLException {
        List<Span> followed = followed(records);
        try {
            group.apply(connection, records, topicIds);
        } catch (SQLException | RuntimeException e) {
            followed.forEach(span -> span.recordException(e).setStatus(StatusCode.ERROR));
            throw e;
        } finally {
            followed.forEach(Span::end);
        }
    }

    /** Spans of the records that belong to a trace; each lasts as long as the transaction of all. */
    private List<Span> followed(ConsumerRecords<byte[], byte[]> records) {
        if (!tracing.isOn()) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Span span = tracing.consume("project", record);
            if (span != null) {
                spans.add(span.setAttribute(DATABASE, "postgresql").setAttribute(BATCH, records.count()));
            }
        }
        return spans;
    }

    /** The log no longer holds the next offset: the log is shorter than what was projected, so it is another one; or its beginning was deleted. */
    private void restart(Connection connection, KafkaConsumer<byte[], byte[]> consumer, OffsetOutOfRangeException lost)
            throws SQLException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(lost.partitions());
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(lost.partitions());
        for (Map.Entry<TopicPartition, Long> partition :
                lost.offsetOutOfRangePartitions().entrySet()) {
            if (partition.getValue() > ends.getOrDefault(partition.getKey(), 0L)) {
                String topic = partition.getKey().topic();
                group.forget(connection, topic);
                consumer.seekToBeginning(consumer.assignment().stream()
                        .filter(other -> other.topic().equals(topic))
                        .toList());
            } else {
                consumer.seek(partition.getKey(), starts.getOrDefault(partition.getKey(), 0L));
            }
        }
    }

    /** After an empty poll the position has passed the markers of transactions, which are no records. */
    private void report(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, ProjectionProgress.Position> before = progress.positions();
        for (TopicPartition partition : consumer.assignment()) {
            ProjectionProgress.Position old = before.get(partition);
            var last = records.records(partition);
            progress.at(
                    partition,
                    new ProjectionProgress.Position(
                            consumer.position(partition),
                            last.isEmpty()
                                    ? (old == null ? null : old.appendedAt())
                                    : Instant.ofEpochMilli(last.getLast().timestamp()),
                            consumer.currentLag(partition).orElse(0)));
        }
    }

    private void begin(
            Connection connection, KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Uuid> partitions)
            throws SQLException {
        Map<TopicPartition, OffsetStore.Stored> stored = OffsetStore.load(connection);
        connection.commit();
        List<String> replaced = new ArrayList<>();
        stored.forEach((partition, offset) -> {
            Uuid id = partitions.get(partition);
            if (id != null && !id.equals(offset.topicId()) && !replaced.contains(partition.topic())) {
                replaced.add(partition.topic());
            }
        });
        for (String topic : replaced) {
            group.forget(connection, topic);
        }
        for (TopicPartition partition : partitions.keySet()) {
            OffsetStore.Stored offset = stored.get(partition);
            if (offset == null || replaced.contains(partition.topic())) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset.nextOffset());
                progress.at(partition, new ProjectionProgress.Position(offset.nextOffset(), offset.appendedAt(), 0));
            }
        }
    }

    private Map<TopicPartition, Uuid> partitions() throws ExecutionException, InterruptedException {
        Map<String, Object> properties =
                settings.kafka().client(Map.of("request.timeout.ms", "5000", "default.api.timeout.ms", "8000"));
        Map<TopicPartition, Uuid> partitions = new HashMap<>();
        try (Admin admin = Admin.create(properties)) {
            TopicProvisioner.createMissing(admin, settings.partitions(), settings.generation());
            for (TopicDescription topic :
                    admin.describeTopics(group.topics()).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition -> partitions.put(
                                new TopicPartition(topic.name(), partition.partition()), topic.topicId()));
            }
        }
        return partitions;
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.databaseUrl());
        source.setUser(settings.databaseUser());
        source.setPassword(settings.databasePassword());
        source.setApplicationName("tillstream-projection-" + name);
        source.setConnectTimeout(5);
        source.setTcpKeepAlive(true);
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Held until the connection ends, however it ends. */
    private boolean holdsLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet locked = statement.executeQuery(
                        "SELECT pg_try_advisory_lock(hashtext('tillstream-projection'), hashtext('" + name + "'))")) {
            boolean held = locked.next() && locked.getBoolean(1);
            connection.commit();
            return held;
        }
    }

    private Map<String, Object> consumerProperties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "tillstream-projection-" + name);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize());
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return settings.kafka().client(properties);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
