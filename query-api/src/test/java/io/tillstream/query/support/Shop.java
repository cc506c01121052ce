package io.tillstream.query.support;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Three days of a small shop, counted by hand. Customer ann buys order o1 for 25.005 on 1 January (two copies of book p1 at 10.50 less 1.00, and p2 without
 * a category at 5.005) and gets 7 back on the 3rd, of which 5 for one p1; bob buys another order o1 for 10 on the 2nd. Ann's order is delivered twice and
 * sent once more under another event id.
 */
public final class Shop {

    private static final Instant FRESH = Instant.parse("2024-01-05T00:00:00Z");

    private static final AtomicBoolean SENT = new AtomicBoolean();

    private Shop() {}

    /** Sends all of it to the log of the service that several test classes share, once. */
    public static void sendOnce(String bootstrapServers) {
        if (SENT.compareAndSet(false, true)) {
            try (Log log = new Log(bootstrapServers)) {
                send(log);
            }
        }
    }

    /** Sends all of it. */
    public static void send(Log log) {
        events(log);
        customers(log);
        sales(log);
        others(log);
        ModelledShop.send(log);
        log.flush();
    }

    /** The event log. */
    public static void events(Log log) {
        String order = """
                {"event_id":"%s","action":"purchase","customer_id":"ann","timestamp":"2024-01-01T10:00:00Z","order_id":"o1",\
                "items":[{"product_id":"p1","title":"Novel","category":"Books","price":10.5,"quantity":2,"discount":1},\
                {"product_id":"p2","price":5.005,"quantity":1}],"context":{"channel":"web","device":"mobile"},\
                "properties":{"gift":true,"note":"wrap it"}}""";
        event(log, "ann", """
                {"event_id":"e0","action":"identify","customer_id":"ann","timestamp":"2023-12-31T09:00:00Z","age":30,\
                "location":"Chicago","country":"US"}""");
        event(log, "ann", order.formatted("e1"));
        event(log, "ann", order.formatted("e1"));
        event(log, "ann", order.formatted("e1-again"));
        event(log, "bob", """
                {"event_id":"e2","action":"purchase","customer_id":"bob","timestamp":"2024-01-02T23:30:00Z","order_id":"o1",\
                "items":[{"product_id":"p1","title":"Novel","category":"Books","price":10,"quantity":1}],\
                "context":{"channel":"app","device":"desktop","country":"DE","location":"Berlin"},\
                "properties":{"payment_method":" Card"}}""");
        event(log, "ann", """
                {"event_id":"e3","action":"refund","customer_id":"ann","timestamp":"2024-01-03T08:00:00Z","order_id":"o1",\
                "value":7,"items":[{"product_id":"p1","category":"Books","price":5,"quantity":1}]}""");
        event(log, "anon:v1", """
                {"event_id":"e4","action":"page_view","anonymous_id":"v1","timestamp":"2024-01-03T09:00:00Z","url":"/"}""");
        event(log, "ann", "this is no event");
        log.send(TopicCatalogue.CUSTOMERS, "ann", """
                {"event_id":"e0","action":"identify","customer_id":"ann","timestamp":"2023-12-31T09:00:00Z","name":"Ann Example",\
                "email":"ann@example.org"}""");
    }

    private static void event(Log log, String key, String json) {
        log.send(TopicCatalogue.EVENTS, key, json);
    }

    private static void customers(Log log) {
        Instant asOf = Instant.parse("2024-01-04T09:00:00Z");
        CustomerProfile ann =
                ModelledShop.ann(profile("ann", 1, 25_005_000, 7_000_000, asOf)).withFirstTouch("cpc", "brand");
        log.send(TopicCatalogue.PROFILES, "ann", CustomerProfile.class, ann);
        CustomerProfile bob =
                ModelledShop.bob(profile("bob", 1, 10_000_000, 0, asOf)).withFirstTouch("email", "spring");
        log.send(TopicCatalogue.PROFILES, "bob", CustomerProfile.class, bob);
        log.send(TopicCatalogue.PROFILES, "anon:v1", CustomerProfile.class, profile("anon:v1", 0, 0, 0, null));
        log.send(
                TopicCatalogue.TRANSITIONS,
                "ann",
                SegmentTransition.class,
                new SegmentTransition("ann", null, "Champions", null, "555", "purchase", asOf));
        log.send(
                TopicCatalogue.MODELS,
                RfmCutPoints.MODEL_NAME,
                RfmCutPoints.class,
                new RfmCutPoints(
                        asOf,
                        Instant.parse("2024-01-03T09:00:00Z"),
                        2,
                        true,
                        List.of(asOf, asOf, asOf, asOf),
                        List.of(1L, 1L, 1L, 1L),
                        List.of(10_000_000L, 10_000_000L, 18_005_000L, 18_005_000L)));
    }

    /** A profile; a buyer when it has orders. */
    public static CustomerProfile profile(String id, long orders, long gross, long refunds, @Nullable Instant asOf) {
        boolean buyer = orders > 0;
        boolean ann = id.equals("ann");
        Instant bought = Instant.parse(ann ? "2024-01-01T10:00:00Z" : "2024-01-02T23:30:00Z");
        return new CustomerProfile(
                id,
                Instant.parse("2023-12-31T09:00:00Z"),
                Instant.parse("2024-01-03T09:00:00Z"),
                buyer ? bought : null,
                buyer ? bought : null,
                orders,
                orders,
                gross,
                refunds,
                gross - refunds,
                buyer ? Long.valueOf((gross - refunds) / orders) : null,
                buyer ? Integer.valueOf(ann ? 2 : 1) : null,
                0,
                null,
                buyer ? 1 : 0,
                1,
                30.0,
                ann ? 2 : 1,
                buyer ? new RfmScore(5, 5, ann ? 5 : 1) : null,
                buyer ? (ann ? "Champions" : "Need Attention") : null,
                buyer ? "Low" : null,
                buyer ? "rule" : null,
                ann ? "26-35" : null,
                null,
                ann ? "Chicago" : null,
                ann ? "US" : null,
                ann ? "web" : "app",
                asOf,
                FRESH,
                List.of(),
                List.of(),
                null,
                ann
                        ? new CustomerLoyalty(
                                "Plus", LocalDate.of(2023, 12, 31), 321, 260, 300, LocalDate.of(2025, 11, 1))
                        : null);
    }

    private static void sales(Log log) {
        cell(log, "day", "2024-01-01", "total", "all", 1, 3, 25_005_000, 0, 1);
        cell(log, "day", "2024-01-02", "total", "all", 1, 1, 10_000_000, 0, 1);
        cell(log, "day", "2024-01-03", "total", "all", 0, 0, 0, 7_000_000, 0);
        cell(log, "all", null, "total", "all", 2, 4, 35_005_000, 7_000_000, 2);
        cell(log, "day", "2024-01-01", "category", "Books", 1, 2, 20_000_000, 0, 1);
        cell(log, "day", "2024-01-01", "category", "unknown", 1, 1, 5_005_000, 0, 1);
        cell(log, "day", "2024-01-02", "category", "Books", 1, 1, 10_000_000, 0, 1);
        cell(log, "day", "2024-01-03", "category", "Books", 0, 0, 0, 5_000_000, 0);
        cell(log, "day", "2024-01-03", "category", "unknown", 0, 0, 0, 2_000_000, 0);
        cell(log, "all", null, "category", "Books", 2, 3, 30_000_000, 5_000_000, 2);
        cell(log, "all", null, "category", "unknown", 1, 1, 5_005_000, 2_000_000, 1);
        cell(log, "all", null, "product", "p1", 2, 3, 30_000_000, 5_000_000, 2);
        cell(log, "all", null, "product", "p2", 1, 1, 5_005_000, 0, 1);
        cell(log, "all", null, "product", "=evil", 0, 0, 0, 0, 0);
        cell(log, "all", null, "product", "unknown", 0, 0, 0, 2_000_000, 0);
        cell(log, "day", "2024-01-01", "product", "p1", 1, 2, 20_000_000, 0, 1);
        cell(log, "day", "2024-01-02", "product", "p1", 1, 1, 10_000_000, 0, 1);
        cell(log, "all", null, "country", "US", 1, 3, 25_005_000, 7_000_000, 1);
        cell(log, "all", null, "country", "DE", 1, 1, 10_000_000, 0, 1);
    }

    private static void cell(
            Log log,
            String period,
            @Nullable String day,
            String dimension,
            String value,
            long orders,
            long units,
            long gross,
            long refunds,
            long buyers) {
        boolean product = dimension.equals("product");
        log.send(
                TopicCatalogue.SALES,
                period + "|" + (day == null ? "" : day) + "|" + dimension + "|" + value,
                SalesCell.class,
                new SalesCell(
                        period,
                        day == null ? null : LocalDate.parse(day),
                        dimension,
                        value,
                        product && value.equals("p1") ? "Novel" : null,
                        product && value.equals("p1") ? "Books" : null,
                        orders,
                        units,
                        gross,
                        refunds,
                        gross - refunds,
                        refunds > 0 ? 1 : 0,
                        0,
                        buyers,
                        product ? 7 : 0,
                        product ? 3 : 0,
                        product && value.equals("p1") ? 42L : null,
                        FRESH));
    }

    private static void others(Log log) {
        funnel(log, "total", "all", 10);
        funnel(log, "device", "mobile", 6);
        funnel(log, "device", "desktop", 4);
        Instant hour = Instant.parse("2024-01-01T10:00:00Z");
        log.send(
                TopicCatalogue.SEASONALITY,
                Long.toString(hour.toEpochMilli()),
                SeasonalityCell.class,
                new SeasonalityCell(hour, LocalDate.parse("2024-01-01"), 10, 1, 1, 3, 25_005_000, 4, FRESH));
        productCarts(log, "all", null, "product", "p1", 1, 2);
        productCarts(log, "day", "2024-01-02", "product", "p1", 1, 1);
        productCarts(log, "all", null, "category", "Books", 1, 2);
        cart(log, "c1", "bob", "abandoned", "2024-01-03T07:00:00Z");
        cart(log, "c2", "bob", "purchased", "2024-01-02T07:00:00Z");
        cart(log, "c3", "ann", "abandoned", "2023-12-20T07:00:00Z");
        cart(log, "c4", "ann", "abandoned", "2024-01-02T07:00:00Z");
        cart(log, "c4", "ann", "recovered", "2024-01-02T07:00:00Z");
    }

    private static void funnel(Log log, String dimension, String value, long visits) {
        Instant hour = Instant.parse("2024-01-01T10:00:00Z");
        log.send(
                TopicCatalogue.FUNNEL,
                hour.toEpochMilli() + "|" + dimension + "|" + value,
                FunnelCell.class,
                new FunnelCell(
                        hour,
                        dimension,
                        value,
                        visits,
                        visits - 1,
                        visits - 2,
                        visits - 3,
                        1,
                        1,
                        5,
                        1,
                        3,
                        1,
                        0,
                        30_000_000,
                        10_000_000,
                        FRESH));
    }

    private static void productCarts(
            Log log,
            String period,
            @Nullable String day,
            String dimension,
            String value,
            long purchased,
            long abandoned) {
        log.send(
                TopicCatalogue.PRODUCT_CARTS,
                period + "|" + (day == null ? "" : day) + "|" + dimension + "|" + value,
                ProductCartCell.class,
                new ProductCartCell(
                        period,
                        day == null ? null : LocalDate.parse(day),
                        dimension,
                        value,
                        purchased,
                        abandoned,
                        1,
                        FRESH));
    }

    private static void cart(Log log, String key, String customer, String state, String opened) {
        Instant time = Instant.parse(opened);
        log.send(
                TopicCatalogue.CARTS,
                customer,
                CartChange.class,
                new CartChange(
                        key,
                        customer,
                        null,
                        state,
                        time,
                        time.plusSeconds(1800),
                        10_000_000,
                        List.of(new CartChange.Line("p1", "Novel", "Books", 1, 10_000_000)),
                        state.equals("recovered") ? "o1" : null));
    }
}
