package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellRouting;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.SalesCells;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.CustomerStateCodec;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facets;
import io.tillstream.streams.customer.Outlook;
import io.tillstream.streams.customer.PassMeter;
import io.tillstream.streams.customer.PassOutlet;
import io.tillstream.streams.runtime.EngineTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Some of the partitions, from beginning to end: takes every event into its customer's state by the product's facets, and every so often, in one transaction,
 * sends changed customers to their changelog, profiles, carts, transitions and cells to their topics, and the offsets. It has no timers and makes no cut
 * points, so its profiles carry no scores: it does somewhat less than the product.
 */
final class CustomerLoop implements Callable<Void> {

    private static final Map<String, String> TOPIC_BY_SINK = Map.of(
            PassOutlet.PROFILES, TopicCatalogue.PROFILES.name(),
            PassOutlet.CARTS, TopicCatalogue.CARTS.name(),
            PassOutlet.TRANSITIONS, TopicCatalogue.TRANSITIONS.name());

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String group;
    private final long commitMillis;
    private final PassMeter meter;
    private final SharedCells cells;
    private final BusinessTime calendar;
    private final EventReader reader;

    private final Facets facets = EngineTopology.facets();
    private final CustomerStateCodec codec = new CustomerStateCodec(facets);
    private final PassOutlet outlet = new PassOutlet(new CellRouting());
    private final Effects effects = new Effects();
    private final Map<Bytes, Live> customers = new HashMap<>();
    private final List<Live> changed = new ArrayList<>();

    private static final class Live {
        private final Bytes key;
        private final CustomerState state;
        private boolean dirty;

        Live(Bytes key, CustomerState state) {
            this.key = key;
            this.state = state;
        }
    }

    /**
     * @param consumer has its partitions, and stands at their beginning
     * @param producer transactional, and initialised
     * @param commitMillis time between transactions
     */
    CustomerLoop(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            String group,
            long commitMillis,
            PassMeter meter,
            SharedCells cells,
            BusinessTime calendar,
            EventReader reader) {
        this.consumer = consumer;
        this.producer = producer;
        this.group = group;
        this.commitMillis = commitMillis;
        this.meter = meter;
        this.cells = cells;
        this.calendar = calendar;
        this.reader = reader;
    }

    @Override
    public Void call() throws InvalidEventException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long committedAt = System.currentTimeMillis();
        boolean atEnd = false;
        while (!atEnd) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                take(record);
            }
            atEnd = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            long now = System.currentTimeMillis();
            if (atEnd || now - committedAt >= commitMillis) {
                commit(now);
                committedAt = now;
            }
        }
        return null;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InvalidEventException {
        CommerceEvent event = reader.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
        RecordKey.check(record.key(), event);
        switch (event) {
            case CommerceEvent.ProductUpdated updated -> label(updated, record.timestamp());
            case CommerceEvent.AdSpend spend -> meter.ignored();
            default -> update(Bytes.wrap(record.key()), event, record.timestamp());
        }
    }

    private void update(Bytes key, CommerceEvent event, long receivedAt) {
        Live customer = customers.get(key);
        if (customer == null) {
            customer = new Live(key, CustomerState.empty(facets));
            customers.put(key, customer);
        }
        if (!customer.state.update(event, receivedAt, calendar, effects)) {
            meter.duplicate();
            return;
        }
        meter.counted();
        if (!customer.dirty) {
            customer.dirty = true;
            changed.add(customer);
        }
    }

    private void label(CommerceEvent.ProductUpdated updated, long receivedAt) {
        Cell cell = effects.cell(
                SalesCells.allTime(Dimension.PRODUCT, updated.product().productId()), receivedAt);
        cell.offer(
                updated.product().title(),
                updated.product().category(),
                updated.stockOnHand(),
                updated.timestamp().toEpochMilli());
        meter.counted();
    }

    private void commit(long now) {
        producer.beginTransaction();
        for (Live customer : changed) {
            byte[] key = customer.key.get();
            String id = new String(key, StandardCharsets.UTF_8);
            outlet.sendProfile(this::send, key, customer.state.profile(id, Outlook.of(calendar), effects));
            producer.send(new ProducerRecord<>(LoopTopics.CUSTOMERS, key, codec.encode(customer.state)));
            customer.dirty = false;
        }
        changed.clear();
        cells.merge(effects.cells(), producer::send, now);
        effects.cells().clear();
        outlet.send(this::send, effects);
        effects.clear();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        consumer.assignment().forEach(part -> offsets.put(part, new OffsetAndMetadata(consumer.position(part))));
        producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(group));
        producer.commitTransaction();
    }

    private void send(Record<byte[], byte[]> record, String sink) {
        producer.send(SharedCells.of(TOPIC_BY_SINK, sink, record));
    }
}
