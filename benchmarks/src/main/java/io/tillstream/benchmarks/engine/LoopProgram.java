package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.runtime.EngineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The product's facets without Kafka Streams and RocksDB: loops of consumer and transactional producer over all events, all state in memory. Arguments: the
 * broker's address, what was sent ({@link Sent#line()}), the number of loops.
 */
final class LoopProgram {

    private static final String GROUP = "benchmark-loop";

    private LoopProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        Sent sent = Sent.parse(arguments[1]);
        System.out.println(TopologyProgram.RESULT
                + measure(arguments[0], sent, Integer.parseInt(arguments[2])).line());
        System.exit(0);
    }

    private static Measurement measure(String bootstrapServers, Sent sent, int loops) throws Exception {
        HalfwayMeter meter = new HalfwayMeter(sent.events() / 2);
        EngineConfig config = new ProductSettings(bootstrapServers, "unused", loops).config();
        BusinessTime calendar = new BusinessTime(config.zone());
        SharedCells cells = new SharedCells(calendar);
        List<AutoCloseable> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(loops)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int loop = 0; loop < loops; loop++) {
                KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, loop, loops);
                clients.add(consumer);
                KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers, loop);
                clients.add(producer);
                producer.initTransactions();
                running.add(threads.submit(new CustomerLoop(
                        consumer,
                        producer,
                        GROUP,
                        config.streams().catchUpCommitInterval().toMillis(),
                        meter,
                        cells,
                        calendar,
                        new EventReader(config.currency()))));
            }
            for (Future<Void> loop : running) {
                loop.get();
            }
            Stopwatch end = Stopwatch.read();
            if (cells.orders() != sent.orders()) {
                throw new IllegalStateException(
                        "it has counted %,d orders, and sent were %,d".formatted(cells.orders(), sent.orders()));
            }
            return meter.measurement(sent.events(), end);
        } finally {
            for (AutoCloseable client : clients) {
                client.close();
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, int loop, int loops) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, DerivedTopics.PARTITIONS)
                .filter(partition -> partition % loops == loop)
                .mapToObj(partition -> new TopicPartition(TopicCatalogue.EVENTS.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, int loop) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                GROUP + "-" + loop,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                4 << 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
