package io.tillstream.benchmarks.plain;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The plain way to the product's own figures: each event once, profiles, sessions, the ordered funnel and carts by hour in four dimensions, sales by day and
 * over all time in six. Settings are those of {@link PlainTopology}.
 *
 * <p>Where the product does more, it does less, always to its own advantage: no RFM scores and segments, no distinct buyers, no age groups, no timers, no
 * rejected events, nothing is corrected when a session or a cart is late.
 */
public final class WholePlainTopology {

    private static final String PREFIX = "benchmark-dsl-whole-";
    private static final String PROFILES = PREFIX + "profiles";
    private static final String SESSIONS = PREFIX + "sessions";
    private static final String FUNNEL = PREFIX + "funnel";
    private static final String SALES = PREFIX + "sales";

    /** Where it sends what changed. */
    public static final List<String> OUTPUTS = List.of(PROFILES, SESSIONS, FUNNEL, SALES);

    private static final String BY_CELL = "by-cell";
    private static final String BY_STEP = "by-step";
    private static final String BY_HOUR = "by-hour";
    private static final String PROFILE_STORE = "profiles";
    private static final String SALES_STORE = "sales";
    private static final Set<String> SHOPPING = Set.of(
            "page_view",
            "view_item",
            "search",
            "add_to_cart",
            "remove_from_cart",
            "begin_checkout",
            "purchase",
            "abandon");
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Serde<ShopEvent> eventSerde = JsonSerde.of(ShopEvent.class);
    private final Serde<VisitorProfile> profileSerde = JsonSerde.of(VisitorProfile.class);
    private final Serde<SalesSums> salesSerde = JsonSerde.of(SalesSums.class);
    private final Runnable onEvent;

    /**
     * @param onEvent told of every event
     */
    public WholePlainTopology(Runnable onEvent) {
        this.onEvent = onEvent;
    }

    /** The internal topics by which it re-keys, upstream first. */
    public static List<String> repartitions(String applicationId) {
        return List.of(BY_CELL, BY_STEP, BY_HOUR).stream()
                .map(name -> applicationId + "-" + name + "-repartition")
                .toList();
    }

    /** Builds it. */
    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(FirstDeliveries.store());
        builder.addStateStore(CustomerRuns.store());
        KStream<String, ShopEvent> events = builder.stream(
                        TopicCatalogue.EVENTS.name(), Consumed.with(Serdes.String(), eventSerde))
                .peek((key, event) -> onEvent.run())
                .filterNot((key, event) -> event.action().equals("product_updated"))
                .processValues(FirstDeliveries::new, FirstDeliveries.STORE);
        describe(events);
        countSessions(events.filter((key, event) -> SHOPPING.contains(event.action())));
        lead(events);
        sell(events);
        return builder.build();
    }

    private void describe(KStream<String, ShopEvent> events) {
        events.groupByKey(Grouped.with(Serdes.String(), eventSerde))
                .aggregate(
                        VisitorProfile::none,
                        (customer, event, profile) -> profile.plus(event),
                        store(PROFILE_STORE, profileSerde))
                .toStream()
                .to(PROFILES, Produced.with(Serdes.String(), profileSerde));
    }

    private void countSessions(KStream<String, ShopEvent> shopping) {
        shopping.groupByKey(Grouped.with(Serdes.String(), eventSerde))
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(30), Duration.ofDays(7)))
                .count()
                .groupBy(
                        (session, events) -> KeyValue.pair(
                                HOUR.format(
                                        Instant.ofEpochMilli(session.window().start())),
                                1L),
                        Grouped.with(BY_HOUR, Serdes.String(), Serdes.Long()))
                .count(store("sessions-by-hour", Serdes.Long()))
                .toStream()
                .to(SESSIONS, Produced.with(Serdes.String(), Serdes.Long()));
    }

    private static void lead(KStream<String, ShopEvent> events) {
        events.process(CustomerRuns::new, CustomerRuns.STORE)
                .groupByKey(Grouped.with(BY_STEP, Serdes.String(), Serdes.Long()))
                .count(store("funnel-cells", Serdes.Long()))
                .toStream()
                .to(FUNNEL, Produced.with(Serdes.String(), Serdes.Long()));
    }

    private void sell(KStream<String, ShopEvent> events) {
        events.flatMap((key, event) -> booked(event))
                .groupByKey(Grouped.with(BY_CELL, Serdes.String(), salesSerde))
                .aggregate(SalesSums::none, (cell, part, sums) -> sums.plus(part), store(SALES_STORE, salesSerde))
                .toStream()
                .to(SALES, Produced.with(Serdes.String(), salesSerde));
    }

    /** What one event adds, by cell. */
    private static List<KeyValue<String, SalesSums>> booked(ShopEvent event) {
        List<KeyValue<String, SalesSums>> parts = new ArrayList<>();
        switch (event.action()) {
            case "purchase" -> {
                for (ShopEvent.Line line : event.lines()) {
                    ofLine(parts, event, line, SalesSums.sold(line.quantity(), line.amount()));
                }
                ofOrder(parts, event, SalesSums.sold(event.units(), event.amount()));
            }
            case "refund" -> {
                for (ShopEvent.Line line : event.lines()) {
                    ofLine(parts, event, line, SalesSums.returned(line.amount()));
                }
                ofOrder(parts, event, SalesSums.returned(event.amount()));
            }
            case "view_item" -> event.lines().forEach(line -> ofLine(parts, event, line, SalesSums.viewed()));
            case "add_to_cart" -> event.lines().forEach(line -> ofLine(parts, event, line, SalesSums.addedToCart()));
            default -> {}
        }
        return parts;
    }

    private static void ofLine(
            List<KeyValue<String, SalesSums>> parts, ShopEvent event, ShopEvent.Line line, SalesSums part) {
        book(parts, event, "product|" + line.productId(), part);
        book(parts, event, "category|" + line.category(), part);
    }

    private static void ofOrder(List<KeyValue<String, SalesSums>> parts, ShopEvent event, SalesSums part) {
        book(parts, event, "total|all", part);
        book(parts, event, "location|" + event.location(), part);
        book(parts, event, "country|" + event.country(), part);
    }

    private static void book(
            List<KeyValue<String, SalesSums>> parts, ShopEvent event, String dimension, SalesSums part) {
        parts.add(KeyValue.pair(DAY.format(event.timestamp()) + "|" + dimension, part));
        parts.add(KeyValue.pair("all|" + dimension, part));
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(String name, Serde<V> serde) {
        return PlainTopology.store(name, serde);
    }

    /**
     * What it has counted in all.
     *
     * @param visitors distinct customers and visitors
     * @param orders sum over their profiles
     * @param spentMicros sum over their profiles
     * @param grossMicros sum over all days
     */
    public record Totals(long visitors, long orders, long spentMicros, long grossMicros) {}

    /** Adds up the stores of a running instance. */
    public static Totals totals(KafkaStreams streams) {
        Set<String> visitors = new HashSet<>();
        long[] orders = new long[1];
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
        PlainTopology.<VisitorProfile>forEach(streams, PROFILE_STORE, (visitor, profile) -> {
            visitors.add(visitor);
            orders[0] += profile.orders();
            sums[0] = sums[0].add(profile.gross());
        });
        PlainTopology.<SalesSums>forEach(streams, SALES_STORE, (cell, sales) -> {
            if (!cell.startsWith("all|") && cell.endsWith("|total|all")) {
                sums[1] = sums[1].add(sales.gross());
            }
        });
        return new Totals(visitors.size(), orders[0], PlainTopology.micros(sums[0]), PlainTopology.micros(sums[1]));
    }
}
