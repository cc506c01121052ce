package io.tillstream.benchmarks.plain;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * RFM totals per customer, the funnel by hour and action, and daily sales per category. Written to be fair: events are filtered before they are grouped,
 * only what the aggregate needs is re-keyed, nothing late is dropped; settings are the defaults with exactly-once.
 */
public final class PlainTopology {

    private static final String CUSTOMERS = "benchmark-dsl-customer-totals";
    private static final String FUNNEL = "benchmark-dsl-hourly-funnel";
    private static final String SALES = "benchmark-dsl-daily-sales";

    /** Where it sends what changed. */
    public static final List<String> OUTPUTS = List.of(CUSTOMERS, FUNNEL, SALES);

    /** The actions that the funnel counts. */
    public static final Set<String> STEPS =
            Set.of("page_view", "view_item", "add_to_cart", "begin_checkout", "purchase");

    private static final String BY_HOUR = "by-hour";
    private static final String BY_DAY = "by-day";
    private static final String CUSTOMER_STORE = "customer-totals";
    private static final String FUNNEL_STORE = "hourly-funnel";
    private static final String SALES_STORE = "daily-sales";
    private static final int MICROS_DIGITS = 6;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Serde<ShopEvent> eventSerde = JsonSerde.of(ShopEvent.class);
    private final Serde<CustomerTotals> totalsSerde = JsonSerde.of(CustomerTotals.class);
    private final Serde<CategorySales> salesSerde = JsonSerde.of(CategorySales.class);
    private final Runnable onEvent;

    /**
     * @param onEvent told of every event
     */
    public PlainTopology(Runnable onEvent) {
        this.onEvent = onEvent;
    }

    /** The internal topics by which it re-keys. */
    public static List<String> repartitions(String applicationId) {
        return List.of(applicationId + "-" + BY_HOUR + "-repartition", applicationId + "-" + BY_DAY + "-repartition");
    }

    /** Exactly-once on one thread; all else as Kafka Streams has it. */
    public static Properties properties(String applicationId, String bootstrapServers, Path folder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toAbsolutePath().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return properties;
    }

    /** Builds it. */
    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, ShopEvent> events = builder.stream(
                        TopicCatalogue.EVENTS.name(), Consumed.with(Serdes.String(), eventSerde))
                .peek((key, event) -> onEvent.run());
        KStream<String, ShopEvent> purchases = events.filter((key, event) -> event.isPurchase());
        totalCustomers(purchases);
        countSteps(events);
        totalSales(purchases);
        return builder.build();
    }

    private void totalCustomers(KStream<String, ShopEvent> purchases) {
        purchases
                .groupByKey(Grouped.with(Serdes.String(), eventSerde))
                .aggregate(
                        CustomerTotals::none,
                        (customer, purchase, totals) -> totals.plus(purchase),
                        store(CUSTOMER_STORE, totalsSerde))
                .toStream()
                .to(CUSTOMERS, Produced.with(Serdes.String(), totalsSerde));
    }

    private void countSteps(KStream<String, ShopEvent> events) {
        events.filter((key, event) -> STEPS.contains(event.action()))
                .map((key, event) -> KeyValue.pair(HOUR.format(event.timestamp()) + "|" + event.action(), 1L))
                .groupByKey(Grouped.with(BY_HOUR, Serdes.String(), Serdes.Long()))
                .count(store(FUNNEL_STORE, Serdes.Long()))
                .toStream()
                .to(FUNNEL, Produced.with(Serdes.String(), Serdes.Long()));
    }

    private void totalSales(KStream<String, ShopEvent> purchases) {
        purchases
                .flatMap((key, purchase) -> purchase.lines().stream()
                        .map(line -> KeyValue.pair(
                                DAY.format(purchase.timestamp()) + "|" + line.category(), CategorySales.of(line)))
                        .toList())
                .groupByKey(Grouped.with(BY_DAY, Serdes.String(), salesSerde))
                .aggregate(CategorySales::none, (day, line, sales) -> sales.plus(line), store(SALES_STORE, salesSerde))
                .toStream()
                .to(SALES, Produced.with(Serdes.String(), salesSerde));
    }

    static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(String name, Serde<V> serde) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(serde);
    }

    /** Adds up the stores of a running instance. */
    public static PlainTotals totals(KafkaStreams streams) {
        long[] counts = new long[2];
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
        PlainTopology.<CustomerTotals>forEach(streams, CUSTOMER_STORE, (customer, totals) -> {
            counts[0] += totals.orders();
            sums[0] = sums[0].add(totals.spent());
        });
        PlainTopology.<Long>forEach(streams, FUNNEL_STORE, (hour, steps) -> counts[1] += steps);
        PlainTopology.<CategorySales>forEach(
                streams, SALES_STORE, (day, sales) -> sums[1] = sums[1].add(sales.gross()));
        return new PlainTotals(counts[0], micros(sums[0]), counts[1], micros(sums[1]));
    }

    static long micros(BigDecimal amount) {
        return amount.movePointRight(MICROS_DIGITS).longValueExact();
    }

    /** Visits all of a store of a running instance. */
    static <V> void forEach(KafkaStreams streams, String store, BiConsumer<String, V> visitor) {
        ReadOnlyKeyValueStore<String, V> view = streams.store(
                StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore()));
        try (KeyValueIterator<String, V> each = view.all()) {
            while (each.hasNext()) {
                KeyValue<String, V> next = each.next();
                visitor.accept(next.key, next.value);
            }
        }
    }
}
