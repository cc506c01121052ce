package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sales per business day and over all time, in every dimension. */
final class SalesLedger {

    private final Calendar calendar;
    private final Map<Key, SalesTally> cells = new HashMap<>();

    SalesLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * One cell.
     *
     * @param day days since 1970-01-01, or {@link #ALL_TIME}
     */
    record Key(int day, String dimension, String value) {
        /** Stands for the period {@code all}. */
        static final int ALL_TIME = Integer.MIN_VALUE;

        @Override
        public String toString() {
            return (day == ALL_TIME ? "all time" : Calendar.date(day)) + " " + dimension + " " + value;
        }
    }

    /** What a cell counts. */
    static final class SalesTally {
        long orders;
        long units;
        long grossMicros;
        long refundMicros;
        long refunds;
        long unitsReturned;
        long views;
        long cartAdds;
        final IntSet buyers = new IntSet();
        /** What the product is called, in cells of a product. */
        @Nullable
        Product product;

        Product product() {
            if (product == null) {
                product = new Product();
            }
            return product;
        }
    }

    /**
     * What is known of a buyer at the time of the sale.
     *
     * @param customer the customer's number
     */
    record Buyer(int customer, String location, String country, String ageGroup) {}

    /** Counts an order once in each cell it belongs to. */
    void order(long at, Buyer buyer, List<Item> items) {
        long units = items.stream().mapToLong(Item::quantity).sum();
        long gross = items.stream().mapToLong(Item::amountMicros).sum();
        whole(at, buyer, cell -> sell(cell, buyer, units, gross));
        parts(
                items,
                (dimension, value, part) -> each(
                        at,
                        dimension,
                        value,
                        cell -> sell(
                                cell,
                                buyer,
                                part.stream().mapToLong(Item::quantity).sum(),
                                part.stream().mapToLong(Item::amountMicros).sum())));
    }

    /** Counts a refund; the part of the amount that no item explains belongs to the unknown product and category. */
    void refund(long at, Buyer buyer, long amountMicros, List<Item> items) {
        long units = items.stream().mapToLong(Item::quantity).sum();
        long explained = items.stream().mapToLong(Item::amountMicros).sum();
        whole(at, buyer, cell -> giveBack(cell, units, amountMicros));
        Map<String, Set<String>> counted = Map.of("category", new HashSet<>(), "product", new HashSet<>());
        parts(items, (dimension, value, part) -> {
            Objects.requireNonNull(counted.get(dimension)).add(value);
            each(
                    at,
                    dimension,
                    value,
                    cell -> giveBack(
                            cell,
                            part.stream().mapToLong(Item::quantity).sum(),
                            part.stream().mapToLong(Item::amountMicros).sum()));
        });
        long rest = amountMicros - explained;
        if (rest != 0) {
            counted.forEach((dimension, values) -> each(at, dimension, Visitor.UNKNOWN, cell -> {
                cell.refunds += values.contains(Visitor.UNKNOWN) ? 0 : 1;
                cell.refundMicros += rest;
            }));
        }
    }

    /** Notes what a sold, looked-at or returned product is called; that is for all time. */
    void named(long at, List<Item> items) {
        for (Item item : items) {
            tally(new Key(Key.ALL_TIME, "product", item.productId())).product().named(at, item);
        }
    }

    /** Notes what the catalogue says of a product; that is for all time. */
    void catalogued(long at, CommerceEvent.ProductUpdated updated) {
        Product product = tally(
                        new Key(Key.ALL_TIME, "product", updated.product().productId()))
                .product();
        product.named(at, updated.product());
        product.stockOnHand.say(at, updated.stockOnHand());
    }

    /** Counts an event once in each product and category that it names. */
    void interest(long at, List<Item> items, Consumer<SalesTally> step) {
        parts(items, (dimension, value, part) -> each(at, dimension, value, step));
    }

    Map<Key, SalesTally> cells() {
        return cells;
    }

    private static void sell(SalesTally cell, Buyer buyer, long units, long grossMicros) {
        cell.orders++;
        cell.units += units;
        cell.grossMicros += grossMicros;
        cell.buyers.add(buyer.customer());
    }

    private static void giveBack(SalesTally cell, long units, long micros) {
        cell.refunds++;
        cell.unitsReturned += units;
        cell.refundMicros += micros;
    }

    /** The dimensions that an event has one value of. */
    private void whole(long at, Buyer buyer, Consumer<SalesTally> step) {
        each(at, "total", "all", step);
        each(at, "location", buyer.location(), step);
        each(at, "country", buyer.country(), step);
        each(at, "age_group", buyer.ageGroup(), step);
    }

    private interface Part {
        void take(String dimension, String value, List<Item> items);
    }

    /** The dimensions that an event is divided over by its items. */
    private static void parts(List<Item> items, Part part) {
        grouped(items, item -> Visitor.known(item.category(), null))
                .forEach((category, group) -> part.take("category", category, group));
        grouped(items, Item::productId).forEach((product, group) -> part.take("product", product, group));
    }

    private static Map<String, List<Item>> grouped(List<Item> items, Function<Item, String> by) {
        if (items.size() == 1) {
            return Map.of(by.apply(items.getFirst()), items);
        }
        Map<String, List<Item>> groups = new HashMap<>();
        for (Item item : items) {
            groups.computeIfAbsent(by.apply(item), value -> new ArrayList<>()).add(item);
        }
        return groups;
    }

    private void each(long at, String dimension, String value, Consumer<SalesTally> step) {
        step.accept(tally(new Key(calendar.day(at), dimension, value)));
        step.accept(tally(new Key(Key.ALL_TIME, dimension, value)));
    }

    private SalesTally tally(Key key) {
        return cells.computeIfAbsent(key, k -> new SalesTally());
    }
}
