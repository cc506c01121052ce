package io.tillstream.ingest.imports.mapping;

import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.follow.TopicLoop;
import io.tillstream.ingest.publish.KafkaLink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** What an instance of the service has of saved mappings. */
final class MappingInstance implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final MappingTable table = new MappingTable();
    final MappingStore store;
    final KafkaLink link;
    private final TopicLoop loop;

    /** Starts one and waits until it knows what is saved. */
    MappingInstance(String kafka) {
        // the service's own: shorter ones take a busy machine for a broker that is away
        Map<String, Object> client = Map.of("bootstrap.servers", kafka, "default.api.timeout.ms", 6_000);
        Map<String, Object> producer = new HashMap<>(Map.of(
                "bootstrap.servers", kafka,
                "delivery.timeout.ms", 5_000,
                "request.timeout.ms", 2_500,
                "linger.ms", 0,
                "max.block.ms", 5_000));
        link = new KafkaLink(producer, client(client, "request.timeout.ms", 3_000), 1);
        producer.putAll(MappingLog.TRANSACTIONS);
        loop = new TopicLoop(
                TopicCatalogue.IMPORT_MAPPINGS.name(), client(client, "isolation.level", "read_committed"), table);
        store = new MappingStore(
                table, new MappingLog(producer, client(client, "request.timeout.ms", 3_000), link, table));
        link.start();
        loop.start();
        Awaitility.await().atMost(PATIENCE).until(() -> link.isUp() && table.isRead());
    }

    private static Map<String, Object> client(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    @Override
    public void close() {
        loop.close();
        link.close();
    }
}
