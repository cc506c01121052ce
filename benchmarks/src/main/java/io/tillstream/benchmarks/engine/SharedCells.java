package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellCodec;
import io.tillstream.streams.cells.CellDeltas;
import io.tillstream.streams.cells.CellFamilies;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.CellOutlet;
import io.tillstream.streams.cells.SalesCells;
import io.tillstream.streams.cells.StoredCell;
import io.tillstream.streams.runtime.EngineTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The cells of all loops, in memory. One lock stands for the repartitioning that the product needs because it may run on several machines; that makes
 * the loops a limit, not a product. Thread-safe.
 */
final class SharedCells {

    private static final CellFamilies FAMILIES = EngineTopology.facets().families();

    private static final Map<String, String> TOPIC_BY_SINK = FAMILIES.all().stream()
            .collect(Collectors.toMap(
                    CellOutlet::sinkOf, family -> family.topic().name()));

    private final Map<CellKey, Cell> cells = new HashMap<>();
    private final CellCodec codec = new CellCodec(FAMILIES);
    private final CellOutlet outlet;

    /** Publishes days and hours of the given calendar. */
    SharedCells(BusinessTime calendar) {
        outlet = new CellOutlet(FAMILIES, calendar);
    }

    /** Takes changes in, and sends each changed cell to its topic and to the changelog. */
    synchronized void merge(CellDeltas deltas, Send send, long now) {
        deltas.rollUp();
        deltas.forEach((key, delta) -> {
            Cell cell = cells.get(key);
            if (cell == null) {
                cell = key.family().newCell();
                cells.put(key, cell);
            }
            cell.merge(delta);
            StoredCell stored = new StoredCell(key, cell);
            outlet.send((record, sink) -> send.send(of(TOPIC_BY_SINK, sink, record)), stored, now);
            send.send(new ProducerRecord<>(LoopTopics.CELLS, codec.encodeKey(key), codec.encode(stored)));
        });
    }

    /** Number of orders in the cells of all days. */
    synchronized long orders() {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().family().equals(SalesCells.FAMILY)
                        && cell.getKey().time() != CellKey.ALL_TIME
                        && cell.getKey().value().equals(CellKey.ALL))
                .mapToLong(cell -> cell.getValue().sum(SalesCells.ORDERS))
                .sum();
    }

    /** A record on its way to a sink of the topology, as one of a producer to the topic of that sink. */
    static ProducerRecord<byte[], byte[]> of(
            Map<String, String> topicBySink, String sink, Record<byte[], byte[]> record) {
        String topic = topicBySink.get(sink);
        if (topic == null) {
            throw new IllegalArgumentException("no topic is known for " + sink);
        }
        return new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    }

    /** Sends a record. */
    @FunctionalInterface
    interface Send {
        /** Hands it to the producer. */
        void send(ProducerRecord<byte[], byte[]> record);
    }
}
