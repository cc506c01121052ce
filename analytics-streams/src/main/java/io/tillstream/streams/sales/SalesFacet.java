package io.tillstream.streams.sales;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.Label;
import io.tillstream.streams.cells.SalesCells;
import io.tillstream.streams.cells.SeasonalityCells;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What sold, when, where and to whom? Purchases, refunds, views and cart additions in; sales cells by day and over all time and hours of the seasonality
 * matrices out. Keeps no state: an event belongs to the day of its own time, however late it comes.
 */
public final class SalesFacet implements Facet<SalesFacet.Nothing> {

    /** No state. */
    public enum Nothing {
        NOTHING
    }

    @Override
    public int id() {
        return 7;
    }

    @Override
    public Nothing create() {
        return Nothing.NOTHING;
    }

    @Override
    public void update(Nothing state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Purchase purchase -> sell(purchase, new Booking(occurrence, effects));
            case CommerceEvent.Refund refund -> refund(refund, new Booking(occurrence, effects));
            case CommerceEvent.ViewItem view ->
                interest(view.items(), SalesCells.VIEWS, new Booking(occurrence, effects));
            case CommerceEvent.AddToCart add ->
                interest(add.items(), SalesCells.CART_ADDS, new Booking(occurrence, effects));
            default -> {}
        }
    }

    private static void sell(CommerceEvent.Purchase purchase, Booking booking) {
        long gross = purchase.grossMicros();
        long units = 0;
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (Item item : purchase.items()) {
            units += item.quantity();
            boolean newProduct = products.add(item.productId());
            boolean newCategory = categories.add(category(item));
            booking.name(item);
            booking.inBoth(
                    Dimension.PRODUCT,
                    item.productId(),
                    cell -> sold(cell, newProduct ? 1 : 0, item.quantity(), item.amountMicros(), booking));
            booking.inBoth(
                    Dimension.CATEGORY,
                    category(item),
                    cell -> sold(cell, newCategory ? 1 : 0, item.quantity(), item.amountMicros(), booking));
        }
        long allUnits = units;
        booking.ofWholeOrder(cell -> sold(cell, 1, allUnits, gross, booking));
        booking.hour()
                .add(SeasonalityCells.ORDERS, 1)
                .add(SeasonalityCells.UNITS, units)
                .add(SeasonalityCells.GROSS_MICROS, gross);
    }

    private static void sold(Cell cell, int orders, long units, long grossMicros, Booking booking) {
        cell.add(SalesCells.ORDERS, orders)
                .add(SalesCells.UNITS, units)
                .add(SalesCells.GROSS_MICROS, grossMicros)
                .addDistinct(booking.buyer());
    }

    private static void refund(CommerceEvent.Refund refund, Booking booking) {
        long unassigned = refund.amountMicros();
        long units = 0;
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (Item item : refund.items()) {
            long amount = item.amountMicros();
            unassigned -= amount;
            units += item.quantity();
            int newProduct = products.add(item.productId()) ? 1 : 0;
            int newCategory = categories.add(category(item)) ? 1 : 0;
            booking.name(item);
            booking.inBoth(
                    Dimension.PRODUCT, item.productId(), cell -> returned(cell, newProduct, item.quantity(), amount));
            booking.inBoth(
                    Dimension.CATEGORY, category(item), cell -> returned(cell, newCategory, item.quantity(), amount));
        }
        if (unassigned > 0) {
            long rest = unassigned;
            int newProduct = products.contains(Occurrence.UNKNOWN) ? 0 : 1;
            int newCategory = categories.contains(Occurrence.UNKNOWN) ? 0 : 1;
            booking.inBoth(Dimension.PRODUCT, Occurrence.UNKNOWN, cell -> returned(cell, newProduct, 0, rest));
            booking.inBoth(Dimension.CATEGORY, Occurrence.UNKNOWN, cell -> returned(cell, newCategory, 0, rest));
        }
        long allUnits = units;
        booking.ofWholeOrder(cell -> returned(cell, 1, allUnits, refund.amountMicros()));
    }

    private static void returned(Cell cell, int refunds, long units, long amountMicros) {
        cell.add(SalesCells.REFUNDS, refunds)
                .add(SalesCells.UNITS_RETURNED, units)
                .add(SalesCells.REFUND_MICROS, amountMicros);
    }

    /** One event counts once in each product and category that it names. */
    private static void interest(List<Item> items, int sum, Booking booking) {
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (Item item : items) {
            booking.name(item);
            if (products.add(item.productId())) {
                booking.inBoth(Dimension.PRODUCT, item.productId(), cell -> cell.add(sum, 1));
            }
            if (categories.add(category(item))) {
                booking.inBoth(Dimension.CATEGORY, category(item), cell -> cell.add(sum, 1));
            }
        }
    }

    private static String category(Item item) {
        return Occurrence.orUnknown(item.category());
    }

    @Override
    public void write(Nothing state, BinaryWriter out) {
        // nothing to write
    }

    @Override
    public Nothing read(BinaryReader in) {
        return Nothing.NOTHING;
    }

    /** Where one event is booked: its day and all time, in each dimension. */
    private record Booking(Occurrence occurrence, Effects effects) {

        private interface Entry {
            void make(Cell cell);
        }

        void inBoth(Dimension dimension, String value, Entry entry) {
            entry.make(effects.cell(SalesCells.day(occurrence.day(), dimension, value), occurrence.receivedAt()));
            entry.make(effects.cell(SalesCells.allTime(dimension, value), occurrence.receivedAt()));
        }

        void ofWholeOrder(Entry entry) {
            inBoth(Dimension.TOTAL, CellKey.ALL, entry);
            inBoth(Dimension.LOCATION, occurrence.location(), entry);
            inBoth(Dimension.COUNTRY, occurrence.country(), entry);
            inBoth(Dimension.AGE_GROUP, occurrence.ageGroup(), entry);
        }

        Cell hour() {
            return effects.cell(SeasonalityCells.hour(occurrence.hour()), occurrence.receivedAt());
        }

        /** Names the product in its all-time cell; day cells go without, there are many of them. */
        void name(Item item) {
            if (item.title() != null || item.category() != null) {
                effects.cell(SalesCells.allTime(Dimension.PRODUCT, item.productId()), occurrence.receivedAt())
                        .offer(Label.said(item.title(), item.category(), null, occurrence.at()));
            }
        }

        long buyer() {
            return Hashes.of(occurrence.event().key());
        }
    }
}
