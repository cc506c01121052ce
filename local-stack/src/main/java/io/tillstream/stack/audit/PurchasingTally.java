package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.PurchasingCell.Bin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a purchasing cell counts. */
final class PurchasingTally {

    /** Distributions are stored to 1/64 of their values. */
    private static final double BIN_ERROR = 1.0 / 64;

    private static final int MILLIS = 1_000;
    private static final int MILLIS_PER_HOUR = 3_600_000;
    private static final int MICROS_PER_HUNDREDTH = 10_000;

    private long orders;
    private long units;
    private long products;
    private long grossMicros;
    private long discountMicros;
    private long discounted;
    private long crossCategory;
    private long gaps;
    private long gapSeconds;
    private final TreeMap<Long, Long> gapHours = new TreeMap<>();
    private final TreeMap<Long, Long> basketUnits = new TreeMap<>();
    private final TreeMap<Long, Long> basketValues = new TreeMap<>();

    void order(List<Item> items, boolean withDistributions) {
        long ofOrder = items.stream().mapToLong(Item::quantity).sum();
        long gross = items.stream().mapToLong(Item::amountMicros).sum();
        long discount = items.stream().mapToLong(Item::discountMicros).sum();
        orders++;
        units += ofOrder;
        products += items.stream().map(Item::productId).distinct().count();
        grossMicros += gross;
        discountMicros += discount;
        discounted += discount > 0 ? 1 : 0;
        crossCategory += items.stream()
                                .map(Item::category)
                                .filter(category -> category != null)
                                .distinct()
                                .count()
                        >= 2
                ? 1
                : 0;
        if (withDistributions) {
            basketUnits.merge(ofOrder, 1L, Long::sum);
            basketValues.merge(gross / MICROS_PER_HUNDREDTH, 1L, Long::sum);
        }
    }

    void gap(long millis) {
        gaps++;
        gapSeconds += millis / MILLIS;
        gapHours.merge(millis / MILLIS_PER_HOUR, 1L, Long::sum);
    }

    void noGap(long millis) {
        gaps--;
        gapSeconds -= millis / MILLIS;
        gapHours.computeIfPresent(millis / MILLIS_PER_HOUR, (hours, count) -> count == 1 ? null : count - 1);
    }

    /**
     * The record.
     *
     * @param stored what is stored: distributions that are near enough are taken over
     */
    PurchasingCell cell(PurchasingLedger.Key key, @Nullable PurchasingCell stored) {
        return new PurchasingCell(
                key.day(),
                key.dimension(),
                key.value(),
                orders,
                units,
                products,
                grossMicros,
                discountMicros,
                discounted,
                crossCategory,
                gaps,
                gapSeconds,
                bins(gapHours, stored == null ? null : stored.orderGaps()),
                bins(basketUnits, stored == null ? null : stored.basketUnits()),
                bins(basketValues, stored == null ? null : stored.basketValues()),
                Instant.EPOCH);
    }

    private static List<Bin> bins(TreeMap<Long, Long> exact, @Nullable List<Bin> stored) {
        if (stored != null && isNear(exact, stored)) {
            return stored;
        }
        return exact.entrySet().stream()
                .map(bin -> new Bin(bin.getKey(), bin.getValue()))
                .toList();
    }

    /** Both in rising order; each stored bin stands for the next so many exact values. */
    private static boolean isNear(Map<Long, Long> exact, List<Bin> stored) {
        long left = 0;
        int next = 0;
        for (Map.Entry<Long, Long> value : exact.entrySet()) {
            for (long open = value.getValue(); open > 0; ) {
                if (left == 0) {
                    if (next == stored.size()) {
                        return false;
                    }
                    left = stored.get(next++).count();
                }
                if (left <= 0 || Math.abs(stored.get(next - 1).value() - value.getKey()) > BIN_ERROR * value.getKey()) {
                    return false;
                }
                long taken = Math.min(left, open);
                left -= taken;
                open -= taken;
            }
        }
        return left == 0 && next == stored.size();
    }
}
