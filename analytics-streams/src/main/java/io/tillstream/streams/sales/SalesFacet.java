package io.tillstream.streams.sales;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.SalesCells;
import io.tillstream.streams.cells.SeasonalityCells;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;

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
    public List<CellFamily> families() {
        return List.of(SalesCells.FAMILY, SeasonalityCells.FAMILY);
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
        long buyer = booking.buyer();
        List<Item> items = purchase.items();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            units += item.quantity();
            sold(booking.product(item), isNewProduct(items, i) ? 1 : 0, item.quantity(), item.amountMicros(), buyer);
            sold(booking.category(item), isNewCategory(items, i) ? 1 : 0, item.quantity(), item.amountMicros(), buyer);
        }
        for (Cell cell : booking.ofWholeOrder()) {
            sold(cell, 1, units, gross, buyer);
        }
        booking.hour()
                .add(SeasonalityCells.ORDERS, 1)
                .add(SeasonalityCells.UNITS, units)
                .add(SeasonalityCells.GROSS_MICROS, gross);
    }

    private static void sold(Cell cell, int orders, long units, long grossMicros, long buyer) {
        cell.add(SalesCells.ORDERS, orders)
                .add(SalesCells.UNITS, units)
                .add(SalesCells.GROSS_MICROS, grossMicros)
                .addDistinct(buyer);
    }

    private static void refund(CommerceEvent.Refund refund, Booking booking) {
        long unassigned = refund.amountMicros();
        long units = 0;
        boolean knowsUnknownProduct = false;
        boolean knowsUnknownCategory = false;
        List<Item> items = refund.items();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            long amount = item.amountMicros();
            unassigned -= amount;
            units += item.quantity();
            returned(booking.product(item), isNewProduct(items, i) ? 1 : 0, item.quantity(), amount);
            returned(booking.category(item), isNewCategory(items, i) ? 1 : 0, item.quantity(), amount);
            knowsUnknownProduct |= item.productId().equals(Occurrence.UNKNOWN);
            knowsUnknownCategory |= category(item).equals(Occurrence.UNKNOWN);
        }
        if (unassigned > 0) {
            Cell product = booking.cell(Dimension.PRODUCT, Occurrence.UNKNOWN);
            returned(product, knowsUnknownProduct ? 0 : 1, 0, unassigned);
            Cell category = booking.cell(Dimension.CATEGORY, Occurrence.UNKNOWN);
            returned(category, knowsUnknownCategory ? 0 : 1, 0, unassigned);
        }
        for (Cell cell : booking.ofWholeOrder()) {
            returned(cell, 1, units, refund.amountMicros());
        }
    }

    private static void returned(Cell cell, int refunds, long units, long amountMicros) {
        cell.add(SalesCells.REFUNDS, refunds)
                .add(SalesCells.UNITS_RETURNED, units)
                .add(SalesCells.REFUND_MICROS, amountMicros);
    }

    /** One event counts once in each product and category that it names. */
    private static void interest(List<Item> items, int sum, Booking booking) {
        for (int i = 0; i < items.size(); i++) {
            Cell product = booking.product(items.get(i));
            if (isNewProduct(items, i)) {
                product.add(sum, 1);
            }
            if (isNewCategory(items, i)) {
                booking.category(items.get(i)).add(sum, 1);
            }
        }
    }

    /** Whether no line before this one has the same product. */
    private static boolean isNewProduct(List<Item> items, int index) {
        for (int i = 0; i < index; i++) {
            if (items.get(i).productId().equals(items.get(index).productId())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNewCategory(List<Item> items, int index) {
        for (int i = 0; i < index; i++) {
            if (category(items.get(i)).equals(category(items.get(index)))) {
                return false;
            }
        }
        return true;
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

    /** Where one event is booked: its day, in each dimension. All time is the sum of the days. */
    private static final class Booking {

        private final Occurrence occurrence;
        private final Effects effects;
        private final int day;

        Booking(Occurrence occurrence, Effects effects) {
            this.occurrence = occurrence;
            this.effects = effects;
            day = occurrence.day();
        }

        Cell cell(Dimension dimension, String value) {
            return effects.cell(SalesCells.day(day, dimension, value), occurrence.receivedAt());
        }

        Cell product(Item item) {
            return cell(Dimension.PRODUCT, item.productId())
                    .offer(item.title(), item.category(), null, occurrence.at());
        }

        Cell category(Item item) {
            return cell(Dimension.CATEGORY, SalesFacet.category(item));
        }

        List<Cell> ofWholeOrder() {
            return List.of(
                    cell(Dimension.TOTAL, CellKey.ALL),
                    cell(Dimension.LOCATION, occurrence.location()),
                    cell(Dimension.COUNTRY, occurrence.country()),
                    cell(Dimension.AGE_GROUP, occurrence.ageGroup()));
        }

        Cell hour() {
            return effects.cell(SeasonalityCells.hour(occurrence.hour()), occurrence.receivedAt());
        }

        long buyer() {
            return Hashes.of(occurrence.event().key());
        }
    }
}
