package io.tillstream.benchmarks.plain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the profile of a customer adds up, as JSON binds it. */
record VisitorProfile(
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        @Nullable Instant firstPurchaseAt,
        @Nullable Instant lastPurchaseAt,
        long orders,
        long units,
        BigDecimal gross,
        BigDecimal refunded,
        Set<Integer> days,
        Set<String> products) {

    static VisitorProfile none() {
        return new VisitorProfile(null, null, null, null, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, Set.of(), Set.of());
    }

    VisitorProfile plus(ShopEvent event) {
        Instant at = event.timestamp();
        Instant first = earlier(firstSeenAt, at);
        Instant last = later(lastSeenAt, at);
        if (!event.isPurchase()) {
            BigDecimal back = event.action().equals("refund") ? refunded.add(event.amount()) : refunded;
            return new VisitorProfile(
                    first, last, firstPurchaseAt, lastPurchaseAt, orders, units, gross, back, days, products);
        }
        Set<Integer> allDays = new TreeSet<>(days);
        allDays.add((int) Math.floorDiv(at.getEpochSecond(), 86_400L));
        Set<String> allProducts = new TreeSet<>(products);
        event.lines().forEach(line -> allProducts.add(line.productId()));
        return new VisitorProfile(
                first,
                last,
                earlier(firstPurchaseAt, at),
                later(lastPurchaseAt, at),
                orders + 1,
                units + event.units(),
                gross.add(event.amount()),
                refunded,
                allDays,
                allProducts);
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a != null && a.isBefore(b) ? a : b;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a != null && a.isAfter(b) ? a : b;
    }
}
