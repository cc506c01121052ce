package io.tillstream.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.FileLogInputStream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HangingTransactionsIT {

    private static final TopicPartition PARTITION = new TopicPartition("facts", 0);
    private static final byte[] VALUE = "x".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    @Test
    void shouldAbortWhatNobodyWillEnd() throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of())) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), VALUE)).get();
            }
        }
        leaveTransactionOpen();
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = admin(broker)) {
            HangingTransactions transactions = transactions(admin, broker);
            assertThat(readable(admin)).isEqualTo(1);
            assertThat(transactions.look()).isZero();
            assertThat(readable(admin)).isEqualTo(1);
            assertThat(transactions.look()).isEqualTo(1);
            // the record, and the end of its transaction
            assertThat(readable(admin)).isEqualTo(3);
            assertThat(transactions.look()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndATransactionAsItWasDecided(boolean commit) throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = admin(broker);
                KafkaProducer<byte[], byte[]> producer =
                        producer(broker, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "decided"))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), VALUE)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
            await().untilAsserted(() -> assertThat(readable(admin)).isEqualTo(2));
        }
        loseEndOfTransaction();
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = admin(broker)) {
            HangingTransactions transactions = transactions(admin, broker);
            assertThat(readable(admin)).isZero();
            assertThat(transactions.look()).isZero();
            assertThat(transactions.look()).isEqualTo(1);
            assertThat(readable(admin)).isEqualTo(2);
            assertThat(committed(broker)).isEqualTo(commit ? 1 : 0);
            assertThat(transactions.look()).isZero();
        }
    }

    @Test
    void shouldLeaveATransactionAloneThatGoesOn() throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = admin(broker);
                KafkaProducer<byte[], byte[]> producer =
                        producer(broker, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "alive"))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), VALUE)).get();
            HangingTransactions transactions = transactions(admin, broker);
            for (int look = 0; look < 3; look++) {
                assertThat(transactions.look()).isZero();
            }
            producer.commitTransaction();
            await().untilAsserted(() -> assertThat(readable(admin)).isEqualTo(2));
        }
    }

    /** What a kill leaves behind when the end of a transaction was lost: a record of it, and a coordinator that knows of none. */
    private void leaveTransactionOpen() throws Exception {
        Path log = dir.resolve("log");
        Path segment = log.resolve(PARTITION.toString()).resolve("00000000000000000000.log");
        MemoryRecords open = MemoryRecords.withTransactionalRecords(
                1L, Compression.NONE, 4_242L, (short) 3, 0, 0, new SimpleRecord(VALUE));
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.APPEND)) {
            open.writeFullyTo(channel);
        }
        Files.delete(log.resolve(".kafka_cleanshutdown"));
    }

    /** What a kill leaves behind when the coordinator had decided, and the partition has not heard of it. */
    private void loseEndOfTransaction() throws Exception {
        Path log = dir.resolve("log");
        Path partition = log.resolve(PARTITION.toString());
        try (FileRecords records =
                FileRecords.open(partition.resolve("00000000000000000000.log").toFile())) {
            int beforeTheEnd = 0;
            for (FileLogInputStream.FileChannelRecordBatch batch : records.batches()) {
                if (batch.isControlBatch()) {
                    records.truncateTo(beforeTheEnd);
                    break;
                }
                beforeTheEnd += batch.sizeInBytes();
            }
        }
        try (Stream<Path> files = Files.list(partition)) {
            for (Path snapshot :
                    files.filter(file -> file.toString().endsWith(".snapshot")).toList()) {
                Files.delete(snapshot);
            }
        }
        Files.delete(log.resolve(".kafka_cleanshutdown"));
    }

    private static int committed(LocalBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            int count = 0;
            while (consumer.position(PARTITION) < 2) {
                count += consumer.poll(Duration.ofMillis(200)).count();
            }
            return count;
        }
    }

    private static long readable(Admin admin) throws Exception {
        return admin.listOffsets(
                        Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private static Admin admin(LocalBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<byte[], byte[]> producer(LocalBroker broker, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static HangingTransactions transactions(Admin admin, LocalBroker broker) {
        return new HangingTransactions(
                admin,
                new TransactionDecisions(broker.access()),
                new TransactionEnds(broker.port(), SocketFactory.getDefault()));
    }
}
