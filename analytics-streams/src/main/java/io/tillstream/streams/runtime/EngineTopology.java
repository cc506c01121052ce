package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.streams.acquisition.AcquisitionFacet;
import io.tillstream.streams.activity.ActivityFacet;
import io.tillstream.streams.behaviour.BehaviourFacet;
import io.tillstream.streams.carts.CartFacet;
import io.tillstream.streams.cells.CellCodec;
import io.tillstream.streams.cells.CellFamilies;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellOutlet;
import io.tillstream.streams.cells.CellRouting;
import io.tillstream.streams.cells.CombineCells;
import io.tillstream.streams.cells.StoredCell;
import io.tillstream.streams.churn.ChurnRuleFacet;
import io.tillstream.streams.cohorts.CohortFacet;
import io.tillstream.streams.communication.CommunicationFacet;
import io.tillstream.streams.customer.CustomerStores;
import io.tillstream.streams.customer.CutPointsSource;
import io.tillstream.streams.customer.Facets;
import io.tillstream.streams.customer.ModelShelf;
import io.tillstream.streams.customer.OutlookSource;
import io.tillstream.streams.customer.PassMeter;
import io.tillstream.streams.customer.PassOutlet;
import io.tillstream.streams.customer.SegmentShelf;
import io.tillstream.streams.customer.UpdateCustomer;
import io.tillstream.streams.experience.ExperienceFacet;
import io.tillstream.streams.funnel.FunnelFacet;
import io.tillstream.streams.journeys.JourneyFacet;
import io.tillstream.streams.loyalty.LoyaltyFacet;
import io.tillstream.streams.orders.OrderFacet;
import io.tillstream.streams.outputs.CloudEventHeaders;
import io.tillstream.streams.purchasing.PurchasingFacet;
import io.tillstream.streams.quantiles.MergeQuantiles;
import io.tillstream.streams.referrals.ReferralFacet;
import io.tillstream.streams.rfm.RfmFacet;
import io.tillstream.streams.sales.SalesFacet;
import io.tillstream.streams.scoring.ModelBodies;
import io.tillstream.streams.scoring.ScoringFacet;
import io.tillstream.streams.segments.SegmentFacet;
import io.tillstream.streams.sessions.SessionFacet;
import io.tillstream.streams.store.CommitPace;
import io.tillstream.streams.store.WriteBehindStoreBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The topology, read from top to bottom: events update customers; cell deltas of all partitions are combined into cells; quantile summaries are merged into
 * cut points, which come back to the customers as global state.
 */
public final class EngineTopology {

    private final Properties properties;
    private final BusinessTime calendar;
    private final EventReader reader;
    private final PassMeter meter;
    private final CommitPace pace;
    private final int cachedValues;
    private final Generation generation;
    private final LoyaltyProgram loyalty;
    private final Tracing tracing;

    /**
     * Commits at the usual pace.
     *
     * @param properties settings of Kafka Streams
     * @param calendar the shop's calendar
     * @param reader reads and checks events
     * @param meter counts what becomes of them
     * @param cachedValues customers and cells kept decoded, per task
     */
    public EngineTopology(
            Properties properties, BusinessTime calendar, EventReader reader, PassMeter meter, int cachedValues) {
        this(properties, calendar, reader, meter, CommitPace.usual(), cachedValues);
    }

    /**
     * @param properties settings of Kafka Streams
     * @param calendar the shop's calendar
     * @param reader reads and checks events
     * @param meter counts what becomes of them
     * @param pace when to commit
     * @param cachedValues customers and cells kept decoded, per task
     */
    public EngineTopology(
            Properties properties,
            BusinessTime calendar,
            EventReader reader,
            PassMeter meter,
            CommitPace pace,
            int cachedValues) {
        this(
                properties,
                calendar,
                reader,
                meter,
                pace,
                cachedValues,
                Generation.FIRST,
                LoyaltyProgram.USUAL,
                Tracing.off());
    }

    private EngineTopology(
            Properties properties,
            BusinessTime calendar,
            EventReader reader,
            PassMeter meter,
            CommitPace pace,
            int cachedValues,
            Generation generation,
            LoyaltyProgram loyalty,
            Tracing tracing) {
        this.properties = properties;
        this.calendar = calendar;
        this.reader = reader;
        this.meter = meter;
        this.pace = pace;
        this.cachedValues = cachedValues;
        this.generation = generation;
        this.loyalty = loyalty;
        this.tracing = tracing;
    }

    /** The same with the topics of another generation. */
    public EngineTopology inGeneration(Generation other) {
        return new EngineTopology(properties, calendar, reader, meter, pace, cachedValues, other, loyalty, tracing);
    }

    /** The same by the rules of another loyalty programme than the usual. */
    public EngineTopology withLoyalty(LoyaltyProgram other) {
        return new EngineTopology(properties, calendar, reader, meter, pace, cachedValues, generation, other, tracing);
    }

    /** The same, which follows events that belong to a trace. */
    public EngineTopology withTracing(Tracing other) {
        return new EngineTopology(properties, calendar, reader, meter, pace, cachedValues, generation, loyalty, other);
    }

    /** The facets of the one pass, by the usual rules. */
    public static Facets facets() {
        return facets(LoyaltyProgram.USUAL);
    }

    /** The facets of the one pass. A new metric is a new line here. */
    private static Facets facets(LoyaltyProgram loyalty) {
        return new Facets(List.of(
                new OrderFacet(),
                new SessionFacet(),
                new FunnelFacet(),
                new CartFacet(),
                new SalesFacet(),
                new CohortFacet(),
                new ActivityFacet(),
                new ExperienceFacet(),
                new JourneyFacet(),
                new PurchasingFacet(),
                new LoyaltyFacet(loyalty),
                new ReferralFacet(),
                new AcquisitionFacet(),
                new CommunicationFacet(),
                new RfmFacet(),
                new ChurnRuleFacet(),
                new BehaviourFacet(),
                new ScoringFacet(),
                new SegmentFacet()));
    }

    /** Builds it. */
    public Topology build() {
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(properties)));
        ModelShelf models = new ModelShelf(new ModelBodies(), meter);
        SegmentShelf segments = new SegmentShelf();
        updateCustomers(topology, models, segments);
        combineCells(topology);
        mergeQuantiles(topology);
        readGlobal(topology, TopicCatalogue.MODELS, CutPointsSource.STORE, "models", models::changed);
        readGlobal(
                topology,
                TopicCatalogue.SEGMENT_DEFINITIONS,
                SegmentShelf.STORE,
                "segment-definitions",
                id -> segments.changed());
        return topology;
    }

    private void updateCustomers(Topology topology, ModelShelf models, SegmentShelf segments) {
        CellRouting routing = new CellRouting();
        Facets facets = facets(loyalty);
        topology.addSource(
                "read-events",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                generation.topic(TopicCatalogue.EVENTS));
        topology.addSource(
                "read-identity-moves",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                generation.topic(TopicCatalogue.IDENTITY_MOVES));
        ProcessorSupplier<byte[], byte[], byte[], byte[]> pass = () -> new UpdateCustomer(
                facets,
                reader,
                calendar,
                new OutlookSource(calendar, models, segments),
                new PassOutlet(routing),
                meter,
                pace,
                tracing);
        topology.addProcessor("update-customer", pass, "read-events", "read-identity-moves");
        topology.addStateStore(CustomerStores.customers(facets, cachedValues), "update-customer");
        topology.addStateStore(CustomerStores.partitionTime(), "update-customer");
        topology.addStateStore(CustomerStores.journals(), "update-customer");
        topology.addStateStore(CustomerStores.shopDeliveries(), "update-customer");
        sink(topology, PassOutlet.PROFILES, TopicCatalogue.PROFILES, "update-customer");
        sink(topology, PassOutlet.TRANSITIONS, TopicCatalogue.TRANSITIONS, "update-customer");
        sink(topology, PassOutlet.MEMBERSHIPS, TopicCatalogue.MEMBERSHIPS, "update-customer");
        sink(topology, PassOutlet.FEEDBACK, TopicCatalogue.FEEDBACK, "update-customer");
        sink(topology, PassOutlet.CARTS, TopicCatalogue.CARTS, "update-customer");
        sink(topology, PassOutlet.IDENTITIES, TopicCatalogue.IDENTITIES, "update-customer");
        sink(topology, PassOutlet.IDENTITY_MOVES, TopicCatalogue.IDENTITY_MOVES, "update-customer");
        sink(topology, PassOutlet.REJECTED, TopicCatalogue.REJECTED, "update-customer");
        topology.addSink(
                PassOutlet.CELL_DELTAS,
                generation.topic(TopicCatalogue.CELL_DELTAS),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                routing,
                "update-customer");
        sink(topology, PassOutlet.QUANTILES, TopicCatalogue.QUANTILES, "update-customer");
    }

    private void combineCells(Topology topology) {
        CellFamilies families = facets(loyalty).families();
        topology.addSource(
                "read-cell-deltas",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                generation.topic(TopicCatalogue.CELL_DELTAS));
        ProcessorSupplier<byte[], byte[], byte[], byte[]> combine =
                () -> new CombineCells(families, new CellOutlet(families, calendar), pace);
        topology.addProcessor("combine-cells", combine, "read-cell-deltas");
        topology.addStateStore(
                new WriteBehindStoreBuilder<StoredCell>(
                        Stores.persistentKeyValueStore(CombineCells.STORE),
                        () -> new CellCodec(families),
                        Math.max(1, cachedValues / 4)),
                "combine-cells");
        for (CellFamily family : families.all()) {
            sink(topology, CellOutlet.sinkOf(family), family.topic(), "combine-cells");
        }
    }

    private void mergeQuantiles(Topology topology) {
        topology.addSource(
                "read-quantiles",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                generation.topic(TopicCatalogue.QUANTILES));
        ProcessorSupplier<String, byte[], byte[], byte[]> merge = () -> new MergeQuantiles(EngineTopology::sendModel);
        topology.addProcessor("merge-quantiles", merge, "read-quantiles");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(MergeQuantiles.STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withCachingDisabled(),
                "merge-quantiles");
        sink(topology, "write-models", TopicCatalogue.MODELS, "merge-quantiles");
    }

    /** Keeps a topic's newest values by key on every instance. */
    private void readGlobal(Topology topology, TopicSpec topic, String store, String what, Consumer<String> changed) {
        topology.addGlobalStore(
                Stores.timestampedKeyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(store), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "read-" + what,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                generation.topic(topic),
                "keep-" + what,
                () -> new KeepNewest(store, changed));
    }

    /** Puts each value into the global store, and says so. */
    private static final class KeepNewest implements Processor<byte[], byte[], Void, Void> {

        private final String name;
        private final Consumer<String> changed;
        private @Nullable KeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store;

        KeepNewest(String name, Consumer<String> changed) {
            this.name = name;
            this.changed = changed;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(name);
        }

        @Override
        public void process(Record<byte[], byte[]> newest) {
            if (store != null) {
                store.put(Bytes.wrap(newest.key()), ValueAndTimestamp.make(newest.value(), newest.timestamp()));
                changed.accept(new String(newest.key(), StandardCharsets.UTF_8));
            }
        }
    }

    private static void sendModel(ProcessorContext<byte[], byte[]> context, byte[] key, byte[] value) {
        long now = context.currentSystemTimeMs();
        String subject = new String(key, StandardCharsets.UTF_8);
        context.forward(
                new Record<>(key, value, now, new CloudEventHeaders(TopicCatalogue.MODELS).of(subject, now)),
                "write-models");
    }

    private void sink(Topology topology, String name, TopicSpec topic, String parent) {
        topology.addSink(name, generation.topic(topic), new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }
}
