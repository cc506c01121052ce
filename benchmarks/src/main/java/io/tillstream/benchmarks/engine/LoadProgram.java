package io.tillstream.benchmarks.engine;

import io.tillstream.benchmarks.plain.PlainTopology;
import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of a plan, with the settings that the simulator uses. Only the event topic is filled. Arguments: the broker's address, events,
 * customers, days, whether all customers are introduced.
 */
final class LoadProgram {

    static final String RESULT = "result ";
    static final int HEAP_MEBIBYTES = 1_536;

    private LoadProgram() {}

    public static void main(String[] arguments) {
        QuietLogs.errorsOnly();
        ParentWatch.haltWithParent();
        LoadPlan plan = new LoadPlan(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Boolean.parseBoolean(arguments[4]));
        System.out.println(RESULT + send(plan, arguments[0]).line());
    }

    /** Returns when all are acknowledged. */
    private static Sent send(LoadPlan plan, String bootstrapServers) {
        ZipfShop shop = new ZipfShop(plan);
        EventRecords records = new EventRecords();
        Set<String> visitors = new HashSet<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long bytes = 0;
        long orders = 0;
        long grossMicros = 0;
        long steps = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
            for (int sent = 0; sent < plan.events() && failure.get() == null; sent++) {
                CommerceEvent event = shop.next();
                for (ProducerRecord<byte[], byte[]> record : records.of(event)) {
                    if (record.topic().equals(TopicCatalogue.EVENTS.name())) {
                        bytes += record.value().length;
                        producer.send(record, (metadata, problem) -> failure.compareAndSet(null, problem));
                    }
                }
                if (event instanceof CommerceEvent.Purchase purchase) {
                    orders++;
                    grossMicros += purchase.grossMicros();
                }
                if (PlainTopology.STEPS.contains(event.action().wireName())) {
                    steps++;
                }
                if (!(event instanceof CommerceEvent.ProductUpdated)) {
                    visitors.add(event.key());
                }
            }
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("the broker did not take the events", problem);
        }
        return new Sent(plan.events(), visitors.size(), bytes, orders, grossMicros, steps);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
