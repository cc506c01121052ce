package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.PurchasingCell.Bin;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baskets, gaps between orders, discounts and payment through the whole topology, counted by hand. */
class PurchasingScenarioTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");

    @TempDir
    Path stateDir;

    private EngineDriver engine;
    private int serial;

    @BeforeEach
    void start() {
        engine = new EngineDriver(stateDir, NINE, "Europe/London");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldCountBaskets() {
        // 2 × 10.50 − 1 and 1 × 5.005
        buy(
                "anna",
                0,
                "web",
                " Card ",
                item("p1", "Books", 10_500_000, 2, 1_000_000),
                item("p2", "Toys", 5_005_000, 1, 0));
        // the same product twice, one category known
        buy("ben", 1, "web", null, item("p1", "Books", 10_000_000, 3, 0), item("p1", null, 10_000_000, 1, 0));
        buy("ben", 2, "app", 42, item("p3", null, 0, 1, 0));

        PurchasingCell all = cell("2025-06-02|total|all");
        assertThat(all.orders()).isEqualTo(3);
        assertThat(all.units()).isEqualTo(8);
        assertThat(all.products()).isEqualTo(4);
        assertThat(all.grossMicros()).isEqualTo(25_005_000 + 40_000_000);
        assertThat(all.discountMicros()).isEqualTo(1_000_000);
        assertThat(all.discountedOrders()).isEqualTo(1);
        assertThat(all.crossCategoryOrders()).isEqualTo(1);
        assertThat(all.basketUnits()).containsExactly(new Bin(1, 1), new Bin(3, 1), new Bin(4, 1));
        // 0.00, 25.00 (25.005 rounded down) and 40.00, known to 1.6 %
        assertThat(all.basketValues()).extracting(Bin::count).containsExactly(1L, 1L, 1L);
        assertThat(all.basketValues().get(0).value()).isZero();
        assertThat(all.basketValues().get(1).value()).isBetween(2_461L, 2_540L);
        assertThat(all.basketValues().get(2).value()).isBetween(3_937L, 4_063L);
        assertThat(cell("2025-06-02|channel|web").orders()).isEqualTo(2);
        assertThat(cell("2025-06-02|channel|web").basketUnits()).isEmpty();
        assertThat(cell("2025-06-02|device|mobile").orders()).isEqualTo(3);
        assertThat(cell("2025-06-02|payment_method|card").grossMicros()).isEqualTo(25_005_000);
        assertThat(cell("2025-06-02|payment_method|unknown").orders()).isEqualTo(2);
        assertThat(cells().keySet())
                .allMatch(key -> key.startsWith("2025-06-02|"))
                .hasSize(6);
    }

    @Test
    void shouldCountTheTimeSinceTheOrderBeforeOnTheDayOfTheLaterOrder() {
        Item book = item("p1", "Books", 1_000_000, 1, 0);
        buy("anna", 0, "web", "card", book);
        buy("anna", 10 * 24 * 60, "web", "card", book);
        // 240 hours, known to 1.6 %
        assertThat(cell("2025-06-12|total|all").orderGaps()).containsExactly(new Bin(242, 1));
        assertThat(cell("2025-06-12|total|all").gapSeconds()).isEqualTo(10 * 86_400);
        assertThat(cell("2025-06-02|total|all").gaps()).isZero();
        assertThat(cell("2025-06-12|channel|web").gaps()).isZero();

        // late, in between: 4 and 6 days
        buy("anna", 4 * 24 * 60, "web", "card", book);
        assertThat(cell("2025-06-12|total|all").orderGaps()).containsExactly(new Bin(146, 1));
        assertThat(cell("2025-06-12|total|all").gaps()).isEqualTo(1);
        assertThat(cell("2025-06-12|total|all").gapSeconds()).isEqualTo(6 * 86_400);
        assertThat(cell("2025-06-06|total|all").orderGaps()).containsExactly(new Bin(97, 1));
        // someone else's orders are no gap
        buy("ben", 5 * 24 * 60, "web", "card", book);
        assertThat(cell("2025-06-07|total|all").gaps()).isZero();
    }

    /** Orders in any order, some of them again, against an independent count of the log. */
    @Test
    void shouldAgreeWithTheRecountWhateverTheOrder() {
        Random random = new Random(5);
        Recount recount = new Recount(null, ZoneId.of("Europe/London"));
        Instant received = NINE.plusSeconds(30 * 86_400);
        for (int i = 0; i < 500; i++) {
            received = received.plusSeconds(1);
            CommerceEvent event = any(random, random.nextInt(20) == 0 ? i / 2 : i);
            engine.send(event, received);
            recount.accept(event, 0, received);
        }
        RecountResult right = recount.finish(engine.settle());

        Map<String, PurchasingCell> cells = cells();
        assertThat(cells).hasSizeGreaterThan(100);
        RecountComparison.comparePurchasing(cells.values(), right);
        assertThat(cells.values().stream().mapToLong(PurchasingCell::gaps).sum())
                .isGreaterThan(300);
    }

    private static CommerceEvent any(Random random, int number) {
        List<String> methods = List.of("card", "paypal", "invoice");
        Item[] items = new Item[1 + random.nextInt(4)];
        for (int i = 0; i < items.length; i++) {
            int quantity = 1 + random.nextInt(200);
            long price = random.nextInt(300_000_000);
            items[i] = item(
                    "p" + random.nextInt(5),
                    random.nextBoolean() ? "c" + random.nextInt(3) : null,
                    price,
                    quantity,
                    random.nextBoolean() ? 0 : price / 2);
        }
        return purchase(
                "c-" + random.nextInt(3),
                number,
                NINE.plusSeconds(random.nextInt(30 * 24 * 60) * 60L),
                random.nextBoolean() ? "web" : null,
                random.nextBoolean() ? methods.get(random.nextInt(3)) : null,
                items);
    }

    private static CommerceEvent purchase(
            String customer,
            int number,
            Instant at,
            @Nullable String channel,
            @Nullable Object payment,
            Item... items) {
        return new CommerceEvent.Purchase(
                new Envelope(
                        "e-" + number,
                        customer,
                        null,
                        null,
                        at,
                        null,
                        new Context(channel, "mobile", null, null, null),
                        payment == null ? Map.of() : Map.of("payment_method", payment)),
                "o-" + number,
                null,
                List.of(items));
    }

    private static Item item(String product, @Nullable String category, long price, int quantity, long discount) {
        return new Item(product, null, category, null, price, quantity, discount, null);
    }

    private void buy(String customer, int minute, String channel, @Nullable Object payment, Item... items) {
        engine.send(
                purchase(customer, ++serial, NINE.plusSeconds(60L * minute), channel, payment, items),
                NINE.plusSeconds(20 * 86_400 + serial));
        engine.settle();
    }

    private Map<String, PurchasingCell> cells() {
        return engine.latest(TopicCatalogue.BEHAVIOUR, PurchasingCell.class);
    }

    private PurchasingCell cell(String key) {
        return Objects.requireNonNull(cells().get(key));
    }
}
