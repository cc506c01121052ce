package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.stack.audit.FunnelLedger.FunnelTally;
import io.tillstream.stack.audit.HourLedger.HourTally;
import io.tillstream.stack.audit.RecountResult.CartKey;
import io.tillstream.stack.audit.RecountResult.CartOutcome;
import io.tillstream.stack.audit.SalesLedger.SalesTally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what was counted as the records of the public topics. */
final class Records {

    private final Recount.Books books;

    Records(Recount.Books books) {
        this.books = books;
    }

    CustomerProfile profile(Customer customer, @Nullable Scoring scoring) {
        return profile(customer, scoring, scoring == null ? null : scoring.asOf(), null);
    }

    /**
     * One customer.
     *
     * @param stored what is stored: the reference time of its visit frequency, which is not published again for its own sake, its custom segments and its
     *     predictions are taken over, these as far as they agree with themselves
     */
    CustomerProfile profile(Customer customer, @Nullable Scoring scoring, CustomerProfile stored) {
        return profile(customer, scoring, stored.asOf(), stored);
    }

    private CustomerProfile profile(
            Customer customer, @Nullable Scoring scoring, @Nullable Instant asOf, @Nullable CustomerProfile stored) {
        boolean bought = customer.orders > 0;
        RfmScore score = bought && scoring != null ? scoring.score(customer) : null;
        Predictions predictions = stored == null ? null : ChurnTiers.consistent(stored.predictions());
        ChurnTiers.Tier tier = score == null || scoring == null ? null : ChurnTiers.of(customer, scoring, predictions);
        Marketing first = books.acquisition().firstTouch(customer.key);
        return new CustomerProfile(
                customer.key,
                Instant.ofEpochMilli(customer.firstSeen),
                Instant.ofEpochMilli(customer.lastSeen),
                bought ? Instant.ofEpochMilli(customer.firstPurchase) : null,
                bought ? Instant.ofEpochMilli(customer.lastPurchase) : null,
                customer.orders,
                customer.units,
                customer.grossMicros,
                customer.refundMicros,
                customer.netMicros(),
                bought ? divide(customer.netMicros(), customer.orders) : null,
                bought && scoring != null ? scoring.recencyDays(customer) : null,
                customer.lifetimeDays(),
                customer.orders < 2 ? null : customer.lifetimeDays() / (double) (customer.orders - 1),
                customer.purchaseDays.size(),
                customer.sessions.count(),
                asOf == null ? null : Scoring.visitFrequency(customer, asOf.toEpochMilli()),
                customer.products.size(),
                score,
                score == null ? null : Segments.of(score),
                tier == null ? null : tier.name(),
                tier == null ? null : tier.method(),
                customer.ageGroup,
                customer.gender,
                customer.location != null ? customer.location : customer.firstLocation,
                customer.country != null ? customer.country : customer.firstCountry,
                customer.channel,
                asOf,
                Instant.ofEpochMilli(customer.freshThrough),
                Habits.segments(customer, scoring, stored == null ? null : stored.behaviours()),
                stored == null ? List.of() : stored.customSegments(),
                predictions,
                loyalty(customer, asOf),
                first == null ? null : first.channel(),
                first == null ? null : first.campaign());
    }

    /** Of a buyer as of the scores; of others, who have nothing to lose by time, as of their newest event. */
    private @Nullable CustomerLoyalty loyalty(Customer customer, @Nullable Instant asOf) {
        if (customer.orders > 0 && asOf == null) {
            return null;
        }
        long at = customer.orders > 0 && asOf != null ? asOf.toEpochMilli() : customer.lastSeen;
        return LoyaltyLedger.of(customer, Calendar.date(books.calendar().day(at)), books.program());
    }

    SalesCell sales(SalesLedger.Key key, SalesTally tally) {
        return sales(key, tally, null);
    }

    /**
     * One cell.
     *
     * @param stored the cell as stored; its names are taken over where several of one time are the newest, its buyers where they are near enough
     */
    SalesCell sales(SalesLedger.Key key, SalesTally tally, @Nullable SalesCell stored) {
        boolean allTime = key.day() == SalesLedger.Key.ALL_TIME;
        Product product = tally.product;
        return new SalesCell(
                allTime ? "all" : "day",
                allTime ? null : Calendar.date(key.day()),
                key.dimension(),
                key.value(),
                product == null ? null : product.title.like(stored == null ? null : stored.title()),
                product == null ? null : product.category.like(stored == null ? null : stored.category()),
                tally.orders,
                tally.units,
                tally.grossMicros,
                tally.refundMicros,
                tally.grossMicros - tally.refundMicros,
                tally.refunds,
                tally.unitsReturned,
                buyers(tally.buyers.size(), stored),
                tally.views,
                tally.cartAdds,
                product == null ? null : product.stockOnHand.like(stored == null ? null : stored.stockOnHand()),
                Instant.EPOCH);
    }

    private static long buyers(long exact, @Nullable SalesCell stored) {
        boolean nearEnough = stored != null
                && exact > Expectation.EXACT_BUYERS
                && Math.abs(stored.buyers() - exact) <= Expectation.BUYERS_ERROR * exact;
        return nearEnough && stored != null ? stored.buyers() : exact;
    }

    FunnelCell funnel(FunnelLedger.Key key, FunnelTally tally) {
        return new FunnelCell(
                Instant.ofEpochMilli(key.hour()),
                key.dimension(),
                key.value(),
                tally.visits,
                tally.views,
                tally.carts,
                tally.checkouts,
                tally.purchases,
                tally.directPurchases,
                tally.cartsOpened,
                tally.cartsPurchased,
                tally.cartsAbandoned,
                tally.cartsRecovered,
                tally.cartsEmptied,
                tally.abandonedMicros,
                tally.recoveredMicros,
                Instant.EPOCH);
    }

    SeasonalityCell hour(long hour, HourTally tally) {
        var local = books.calendar().local(hour);
        return new SeasonalityCell(
                Instant.ofEpochMilli(hour),
                local.toLocalDate(),
                local.getHour(),
                local.getDayOfWeek().getValue(),
                tally.orders,
                tally.units,
                tally.grossMicros,
                tally.sessions,
                Instant.EPOCH);
    }

    CartChange cart(CartKey key, CartOutcome outcome) {
        Cart cart = outcome.cart();
        return new CartChange(
                "",
                key.customer(),
                cart.cartId,
                outcome.state().wireName(),
                Instant.ofEpochMilli(cart.openedAt),
                Instant.ofEpochMilli(outcome.changedAt()),
                cart.valueMicros(),
                cart.lines().stream()
                        .map(line -> new CartChange.Line(
                                line.productId(), line.title(), line.category(), line.quantity(), line.amountMicros()))
                        .toList(),
                cart.orderId);
    }

    @Nullable
    RfmCutPoints cutPoints(Instant asOf, @Nullable Instant newestEventAt) {
        List<Customer> buyers = books.customers().values().stream()
                .filter(customer -> customer.orders > 0)
                .toList();
        if (buyers.isEmpty() || newestEventAt == null) {
            return null;
        }
        return new RfmCutPoints(
                asOf,
                newestEventAt,
                buyers.size(),
                true,
                quantiles(buyers.stream().mapToLong(buyer -> buyer.lastPurchase).toArray()).stream()
                        .map(Instant::ofEpochMilli)
                        .toList(),
                quantiles(buyers.stream().mapToLong(buyer -> buyer.orders).toArray()),
                quantiles(buyers.stream().mapToLong(Customer::netMicros).toArray()),
                quantile(buyers.stream().mapToLong(buyer -> buyer.orders).toArray(), 5, 10),
                quantile(buyers.stream().mapToLong(Customer::netMicros).toArray(), 5, 10),
                quantile(buyers.stream().mapToLong(Scoring::orderRate).toArray(), 8, 10) / 1000.0);
    }

    /** The smallest values with at least 20, 40, 60 and 80 % of all values at or below them. */
    private static List<Long> quantiles(long[] values) {
        List<Long> cuts = new ArrayList<>();
        for (int fifth = 1; fifth <= 4; fifth++) {
            cuts.add(quantile(values, fifth, 5));
        }
        return cuts;
    }

    /** The smallest value with at least the given share of all values at or below it. */
    private static long quantile(long[] values, int parts, int of) {
        java.util.Arrays.sort(values);
        long atOrBelow = (values.length * (long) parts + of - 1) / of;
        return values[(int) atOrBelow - 1];
    }

    /** Rounded half up, also below zero: −2.5 is −2. */
    private static long divide(long micros, long count) {
        BigDecimal twice = BigDecimal.valueOf(count).multiply(BigDecimal.TWO);
        return BigDecimal.valueOf(micros)
                .multiply(BigDecimal.TWO)
                .add(BigDecimal.valueOf(count))
                .divide(twice, 0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
