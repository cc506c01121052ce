package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.streams.cells.CellBlocks;
import io.tillstream.streams.cells.CellCodec;
import io.tillstream.streams.cells.CellFamilies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A broker and the engine, as a model in one thread: logs are lists, partitions are {@link ModelInstance}s, and whatever a transaction published becomes
 * visible to all at its commit. Each partition may be killed at any step; it comes back with its changelogs and committed offsets.
 */
final class ModelCluster implements Published, AutoCloseable {

    private static final String CHANGELOG = "-changelog";
    private static final CellFamilies FAMILIES = EngineTopology.facets().families();

    private final Path folder;
    private final ZoneId zone;
    private final CellCodec cells = new CellCodec(FAMILIES);
    private final List<Partition> partitions = new ArrayList<>();
    private final Map<String, TreeMap<String, byte[]>> state = new TreeMap<>();
    private final Map<String, List<ProducerRecord<byte[], byte[]>>> streams = new TreeMap<>();
    private final EventWriter writer = new EventWriter();
    private @Nullable ProducerRecord<byte[], byte[]> model;
    private Instant now;
    private int lives;

    /** One partition of each topic: what is in it, and who works on it. */
    private static final class Partition {
        final Map<String, List<ProducerRecord<byte[], byte[]>>> logs = new HashMap<>();
        final Map<String, Map<Bytes, byte[]>> changelogs = new HashMap<>();
        ModelInstance instance;

        Partition(ModelInstance instance) {
            this.instance = instance;
        }

        void append(ProducerRecord<byte[], byte[]> record) {
            logs.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
        }
    }

    ModelCluster(Path folder, int count, Instant now, ZoneId zone) {
        this.folder = folder;
        this.zone = zone;
        this.now = now;
        for (int i = 0; i < count; i++) {
            partitions.add(new Partition(instance(Map.of(), Map.of())));
        }
    }

    /** One partition that begins with stored state. */
    ModelCluster(
            Path folder,
            Instant now,
            ZoneId zone,
            Map<String, Map<Bytes, byte[]>> stores,
            Map<String, TreeMap<String, byte[]>> published) {
        this(folder, 0, now, zone);
        published.forEach((topic, values) -> state.put(topic, new TreeMap<>(values)));
        published
                .getOrDefault(TopicCatalogue.MODELS.name(), new TreeMap<>())
                .forEach((key, value) -> model = new ProducerRecord<>(
                        TopicCatalogue.MODELS.name(), key.getBytes(StandardCharsets.UTF_8), value));
        partitions.add(new Partition(instance(stores, Map.of())));
        partitions.getFirst().changelogs.putAll(stores);
    }

    private ModelInstance instance(Map<String, Map<Bytes, byte[]>> stores, Map<String, Integer> offsets) {
        ModelInstance started = new ModelInstance(folder.resolve("life-" + lives++), now, zone, stores, offsets);
        if (model != null) {
            started.model(model);
        }
        return started;
    }

    int partitionCount() {
        return partitions.size();
    }

    Instant now() {
        return now;
    }

    /** An event reaches the log. */
    void append(CommerceEvent event, Instant at) {
        append(event.key().getBytes(StandardCharsets.UTF_8), writer.write(event), at);
    }

    void append(byte[] key, byte[] value, Instant at) {
        now = at.isAfter(now) ? at : now;
        partitionOf(key)
                .append(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), null, at.toEpochMilli(), key, value));
    }

    private Partition partitionOf(byte[] key) {
        return partitions.get(Math.floorMod(Arrays.hashCode(key), partitions.size()));
    }

    /** A partition takes and works on up to so many records. */
    void work(int partition, int most) {
        Partition on = partitions.get(partition);
        on.instance.fetch(on.logs, most);
        on.instance.work(most);
    }

    void tick(int partition) {
        partitions.get(partition).instance.tick(now);
    }

    void commit(int partition) {
        partitions.get(partition).instance.commit().forEach(record -> publish(partition, record));
    }

    /** A partition's process dies; another takes it over. */
    void crash(int partition) {
        Partition on = partitions.get(partition);
        on.instance.close();
        on.instance = instance(on.changelogs, on.instance.committed());
    }

    private void publish(int from, ProducerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        if (topic.endsWith(CHANGELOG)) {
            String store =
                    topic.substring(EngineProperties.APPLICATION_ID.length() + 1, topic.length() - CHANGELOG.length());
            partitions
                    .get(from)
                    .changelogs
                    .computeIfAbsent(store, name -> new LinkedHashMap<>())
                    .put(Bytes.wrap(record.key()), record.value());
        } else if (topic.equals(TopicCatalogue.CELL_DELTAS.name())) {
            // packed for one owner, as the model's instances know of one partition only; the broker here has several
            CellBlocks.read(record.key(), record.value(), FAMILIES, (key, change) -> partitionOf(key)
                    .append(new ProducerRecord<>(topic, null, record.timestamp(), key, cells.encode(change))));
        } else if (topic.equals(TopicCatalogue.IDENTITY_MOVES.name())) {
            partitionOf(record.key()).append(record);
        } else if (topic.equals(TopicCatalogue.QUANTILES.name())) {
            byte[] key = Integer.toString(from).getBytes(StandardCharsets.UTF_8);
            partitions.getFirst().append(new ProducerRecord<>(topic, null, record.timestamp(), key, record.value()));
        } else {
            publishOutside(record);
        }
    }

    private void publishOutside(ProducerRecord<byte[], byte[]> record) {
        if (record.topic().equals(TopicCatalogue.MODELS.name())) {
            model = record;
            partitions.forEach(partition -> partition.instance.model(record));
        }
        if (isState(record.topic())) {
            TreeMap<String, byte[]> values = state.computeIfAbsent(record.topic(), name -> new TreeMap<>());
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                values.remove(key);
            } else {
                values.put(key, record.value());
            }
        } else {
            streams.computeIfAbsent(record.topic(), name -> new ArrayList<>()).add(record);
        }
    }

    private static boolean isState(String topic) {
        return TopicCatalogue.all().stream()
                .anyMatch(spec -> spec.name().equals(topic) && spec.kind() == TopicSpec.Kind.STATE);
    }

    /** Everything is worked on until nothing changes any more; the clock goes on for some seconds. */
    Instant quiet() {
        for (int round = 0; round < 16; round++) {
            now = now.plus(Duration.ofMillis(700));
            for (int partition = 0; partition < partitions.size(); partition++) {
                work(partition, Integer.MAX_VALUE);
                tick(partition);
                commit(partition);
            }
        }
        return now;
    }

    /** The same, some time later. */
    Instant quietAt(Instant then) {
        now = then;
        return quiet();
    }

    /** The latest value of each key of each public state topic. */
    Map<String, TreeMap<String, byte[]>> state() {
        return state;
    }

    @Override
    public <T> Map<String, T> latest(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new LinkedHashMap<>();
        state.getOrDefault(topic.name(), new TreeMap<>()).forEach((key, value) -> values.put(key, json.read(value)));
        return values;
    }

    @Override
    public <T> List<T> all(TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        return records(topic).stream().map(record -> json.read(record.value())).toList();
    }

    List<ProducerRecord<byte[], byte[]>> records(TopicSpec topic) {
        return streams.getOrDefault(topic.name(), List.of());
    }

    @Override
    public void close() {
        partitions.forEach(partition -> partition.instance.close());
    }
}
