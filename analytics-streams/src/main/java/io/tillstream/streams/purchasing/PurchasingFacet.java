package io.tillstream.streams.purchasing;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.util.List;
import java.util.Objects;

/**
 * How do customers buy? Purchases in, purchasing cells out: baskets on the day of the order, and the time since the same customer's order before on the day of
 * the later one.
 *
 * <p>An order that comes late, for a time between two others, takes their gap back and makes two of it, so that the cells do not depend on the order of events.
 * State: the times of the newest orders, see {@link OrderTimes}.
 */
public final class PurchasingFacet implements Facet<OrderTimes> {

    private static final long MILLIS = 1_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;

    @Override
    public int id() {
        return 75;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(PurchasingCells.FAMILY);
    }

    @Override
    public OrderTimes create() {
        return new OrderTimes();
    }

    @Override
    public void update(OrderTimes state, Occurrence occurrence, Effects effects) {
        if (occurrence.event() instanceof CommerceEvent.Purchase purchase) {
            buy(purchase, occurrence, effects);
            long received = occurrence.receivedAt();
            state.add(occurrence.at(), (before, after, count) -> {
                int day = occurrence.calendar().epochDay(after);
                effects.cell(PurchasingCells.total(day), received)
                        .add(PurchasingCells.GAPS, count)
                        .add(PurchasingCells.GAP_SECONDS, count * ((after - before) / MILLIS))
                        .addValues(PurchasingCells.ORDER_GAPS, (after - before) / MILLIS_PER_HOUR, count);
            });
        }
    }

    private static void buy(CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        Basket basket = Basket.of(purchase.items());
        long received = occurrence.receivedAt();
        int day = occurrence.day();
        add(basket, effects.cell(PurchasingCells.day(day, Dimension.CHANNEL, occurrence.channel()), received));
        add(basket, effects.cell(PurchasingCells.day(day, Dimension.DEVICE, occurrence.device()), received));
        String payment = Objects.requireNonNullElse(purchase.paymentMethod(), Occurrence.UNKNOWN);
        add(basket, effects.cell(PurchasingCells.day(day, PurchasingCells.PAYMENT_METHOD, payment), received));
        effects.cell(PurchasingCells.total(day), received)
                .addValues(PurchasingCells.BASKET_UNITS, basket.units(), 1)
                .addValues(PurchasingCells.BASKET_VALUES, basket.hundredths(), 1);
    }

    private static void add(Basket basket, Cell cell) {
        cell.add(PurchasingCells.ORDERS, 1)
                .add(PurchasingCells.UNITS, basket.units())
                .add(PurchasingCells.PRODUCTS, basket.products())
                .add(PurchasingCells.GROSS_MICROS, basket.grossMicros())
                .add(PurchasingCells.DISCOUNT_MICROS, basket.discountMicros())
                .add(PurchasingCells.DISCOUNTED_ORDERS, basket.discountMicros() > 0 ? 1 : 0)
                .add(PurchasingCells.CROSS_CATEGORY_ORDERS, basket.crossCategory() ? 1 : 0);
    }

    @Override
    public void write(OrderTimes state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public OrderTimes read(BinaryReader in) {
        return OrderTimes.read(in);
    }
}
