package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.RecountResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays what the engine published beside what the recount says, field by field. */
final class RecountComparison {

    private RecountComparison() {}

    static void assertSame(Published engine, RecountResult right) {
        compareCells(engine, right);
        comparePurchasing(
                engine.latest(TopicCatalogue.BEHAVIOUR, PurchasingCell.class).values(), right);
        assertSame(
                engine.latest(TopicCatalogue.PRODUCT_CARTS, ProductCartCell.class).values().stream()
                        .filter(cell -> cell.purchased() + cell.abandoned() + cell.recovered() > 0)
                        .toList(),
                right.productCarts(),
                cell -> cell.period() + cell.day() + cell.dimension() + cell.value(),
                cell -> new ProductCartCell(
                        cell.period(),
                        cell.day(),
                        cell.dimension(),
                        cell.value(),
                        cell.purchased(),
                        cell.abandoned(),
                        cell.recovered(),
                        Instant.EPOCH));
        compareCohorts(engine, right);
        JourneyComparison.assertSame(engine, right);
        compareCarts(engine, right);
        compareCustomers(engine, right);
    }

    private static void compareCells(Published engine, RecountResult right) {
        assertSame(
                engine.latest(TopicCatalogue.SALES, SalesCell.class).values(),
                right.sales(),
                cell -> cell.period() + cell.day() + cell.dimension() + cell.value(),
                cell -> new SalesCell(
                        cell.period(),
                        cell.day(),
                        cell.dimension(),
                        cell.value(),
                        cell.day() == null ? cell.title() : null,
                        cell.day() == null ? cell.category() : null,
                        cell.orders(),
                        cell.units(),
                        cell.grossMicros(),
                        cell.refundMicros(),
                        cell.netMicros(),
                        cell.refunds(),
                        cell.unitsReturned(),
                        cell.buyers(),
                        cell.views(),
                        cell.cartAdds(),
                        cell.stockOnHand(),
                        Instant.EPOCH));
        assertSame(
                engine.latest(TopicCatalogue.FUNNEL, FunnelCell.class).values(),
                right.funnel(),
                cell -> cell.hour() + cell.dimension() + cell.value(),
                cell -> new FunnelCell(
                        cell.hour(),
                        cell.dimension(),
                        cell.value(),
                        cell.visits(),
                        cell.views(),
                        cell.carts(),
                        cell.checkouts(),
                        cell.purchases(),
                        cell.directPurchases(),
                        cell.cartsOpened(),
                        cell.cartsPurchased(),
                        cell.cartsAbandoned(),
                        cell.cartsRecovered(),
                        cell.cartsEmptied(),
                        cell.abandonedMicros(),
                        cell.recoveredMicros(),
                        Instant.EPOCH));
        assertSame(
                engine.latest(TopicCatalogue.SEASONALITY, SeasonalityCell.class).values().stream()
                        .filter(cell -> cell.orders() + cell.sessions() > 0)
                        .toList(),
                right.seasonality().stream()
                        .filter(cell -> cell.orders() + cell.sessions() > 0)
                        .toList(),
                cell -> cell.hour().toString(),
                cell -> new SeasonalityCell(
                        cell.hour(),
                        cell.day(),
                        cell.hourOfDay(),
                        cell.weekday(),
                        cell.orders(),
                        cell.units(),
                        cell.grossMicros(),
                        cell.sessions(),
                        Instant.EPOCH));
    }

    /** Distributions as near as they are stored, all else exactly. */
    static void comparePurchasing(Collection<PurchasingCell> cells, RecountResult right) {
        for (PurchasingCell cell : cells) {
            assertThat(cell)
                    .usingRecursiveComparison()
                    .ignoringFields("freshThrough")
                    .isEqualTo(right.purchasingLike(cell));
        }
        assertThat(cells.stream().map(RecountComparison::place).toList())
                .containsExactlyInAnyOrderElementsOf(right.purchasing().stream()
                        .map(RecountComparison::place)
                        .toList());
    }

    private static String place(PurchasingCell cell) {
        return cell.day() + "|" + cell.dimension() + "|" + cell.value();
    }

    private static void compareCohorts(Published engine, RecountResult right) {
        assertSame(
                engine.latest(TopicCatalogue.COHORTS, CohortCell.class).values().stream()
                        .filter(cell -> cell.customers() != 0 || cell.revenueMicros() != 0)
                        .toList(),
                right.cohorts().stream()
                        .filter(cell -> cell.customers() != 0 || cell.revenueMicros() != 0)
                        .toList(),
                cell -> cell.cohort() + "|" + cell.month() + cell.dimension() + cell.value(),
                cell -> new CohortCell(
                        cell.cohort(),
                        cell.month(),
                        cell.monthsSince(),
                        cell.dimension(),
                        cell.value(),
                        cell.customers(),
                        cell.orders(),
                        cell.revenueMicros(),
                        Instant.EPOCH));
        assertSame(
                engine.latest(TopicCatalogue.RETENTION, RetentionCell.class).values().stream()
                        .filter(cell -> cell.customers() + cell.lapsing() > 0)
                        .toList(),
                right.retention(),
                cell -> cell.month().toString(),
                cell -> new RetentionCell(
                        cell.month(),
                        cell.customers(),
                        cell.newCustomers(),
                        cell.returning(),
                        cell.reactivated(),
                        cell.retained(),
                        cell.lapsing(),
                        cell.wonBack(),
                        Instant.EPOCH));
    }

    private static void compareCarts(Published engine, RecountResult right) {
        Map<String, CartChange> newest = new TreeMap<>();
        engine.all(TopicCatalogue.CARTS, CartChange.class).forEach(cart -> newest.put(cart.cartKey(), cart));
        assertSame(
                newest.values().stream()
                        .filter(cart ->
                                !cart.state().equals("open") && !cart.state().equals("withdrawn"))
                        .toList(),
                right.carts().stream()
                        .filter(cart -> !cart.state().equals("open"))
                        .toList(),
                cart -> cart.customerId() + cart.openedAt(),
                cart -> new CartChange(
                        "",
                        cart.customerId(),
                        cart.cartId(),
                        cart.state(),
                        cart.openedAt(),
                        cart.changedAt(),
                        cart.state().equals("emptied") ? 0 : cart.valueMicros(),
                        cart.state().equals("emptied")
                                ? List.of()
                                : cart.items().stream()
                                        .sorted(Comparator.comparing(CartChange.Line::productId))
                                        .toList(),
                        cart.orderId()));
    }

    private static void compareCustomers(Published engine, RecountResult right) {
        RfmCutPoints cutPoints = Objects.requireNonNull(
                engine.latest(TopicCatalogue.MODELS, RfmCutPoints.class).get(RfmCutPoints.MODEL_NAME));
        RfmCutPoints exact = right.cutPoints(cutPoints.asOf());
        assertThat(cutPoints).isEqualTo(exact);
        assertSame(
                engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class).values(),
                right.profiles(cutPoints),
                CustomerProfile::customerId,
                profile -> new CustomerProfile(
                        profile.customerId(),
                        profile.firstSeenAt(),
                        profile.lastSeenAt(),
                        profile.firstPurchaseAt(),
                        profile.lastPurchaseAt(),
                        profile.orders(),
                        profile.units(),
                        profile.grossMicros(),
                        profile.refundMicros(),
                        profile.netMicros(),
                        profile.averageOrderMicros(),
                        profile.recencyDays(),
                        profile.lifetimeDays(),
                        profile.averageGapDays(),
                        profile.activeDays(),
                        profile.sessions(),
                        null,
                        profile.productVariety(),
                        profile.rfm(),
                        profile.segment(),
                        profile.churnTier(),
                        profile.churnMethod(),
                        profile.ageGroup(),
                        profile.gender(),
                        profile.location(),
                        profile.country(),
                        profile.channel(),
                        null,
                        profile.freshThrough()));
    }

    private static <T> void assertSame(
            Iterable<T> engine, Iterable<T> right, Function<T, String> key, Function<T, T> compared) {
        assertThat(byKey(engine, key, compared)).containsExactlyInAnyOrderEntriesOf(byKey(right, key, compared));
    }

    private static <T> Map<String, T> byKey(Iterable<T> values, Function<T, String> key, Function<T, T> compared) {
        List<T> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().collect(Collectors.toMap(key, compared, (a, b) -> b, TreeMap::new));
    }
}
