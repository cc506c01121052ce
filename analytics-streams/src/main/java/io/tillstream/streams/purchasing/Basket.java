package io.tillstream.streams.purchasing;

import io.tillstream.contracts.event.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one order holds.
 *
 * @param units units of all lines
 * @param products distinct products
 * @param grossMicros Σ line amounts
 * @param discountMicros Σ discounts
 * @param crossCategory whether there are lines of two or more known categories
 */
record Basket(long units, int products, long grossMicros, long discountMicros, boolean crossCategory) {

    private static final long MICROS_PER_HUNDREDTH = 10_000;

    static Basket of(List<Item> items) {
        if (items.size() == 1) {
            Item only = items.getFirst();
            return new Basket(only.quantity(), 1, only.amountMicros(), only.discountMicros(), false);
        }
        long units = 0;
        long gross = 0;
        long discount = 0;
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (Item item : items) {
            units += item.quantity();
            gross += item.amountMicros();
            discount += item.discountMicros();
            products.add(item.productId());
            if (item.category() != null) {
                categories.add(item.category());
            }
        }
        return new Basket(units, products.size(), gross, discount, categories.size() > 1);
    }

    /** The amount in whole hundredths of the currency unit, rounded down. */
    long hundredths() {
        return grossMicros / MICROS_PER_HUNDREDTH;
    }
}
