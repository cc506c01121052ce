package io.tillstream.streams.purchasing;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of purchasing cells and their published form, {@link PurchasingCell}. */
final class PurchasingCells {

    static final int ORDERS = 0;
    static final int UNITS = 1;
    static final int PRODUCTS = 2;
    static final int GROSS_MICROS = 3;
    static final int DISCOUNT_MICROS = 4;
    static final int DISCOUNTED_ORDERS = 5;
    static final int CROSS_CATEGORY_ORDERS = 6;
    static final int GAPS = 7;
    static final int GAP_SECONDS = 8;
    private static final int SUMS = 9;

    /** The distribution of whole hours since the customer's order before. */
    static final int ORDER_GAPS = 0;
    /** The distribution of units of an order. */
    static final int BASKET_UNITS = 1;
    /** The distribution of amounts of an order, in hundredths of the currency unit. */
    static final int BASKET_VALUES = 2;

    /** How an order was paid. */
    static final Dimension PAYMENT_METHOD = Dimension.own(64, "payment_method");

    private static final OutputJson<PurchasingCell> JSON = OutputJson.of(PurchasingCell.class);

    /** Orders by day; every order has one channel, so that the total is that of the channels. */
    static final CellFamily FAMILY =
            new CellFamily(35, "behaviour", TopicCatalogue.BEHAVIOUR, SUMS, List.of(PAYMENT_METHOD)) {
                @Override
                public @Nullable CellKey rollUp(CellKey key) {
                    return key.dimension() == Dimension.CHANNEL
                            ? new CellKey(this, key.time(), Dimension.TOTAL, CellKey.ALL)
                            : null;
                }

                @Override
                public String recordKey(CellKey key) {
                    return LocalDate.ofEpochDay(key.time())
                            + "|"
                            + key.dimension().wireName()
                            + "|"
                            + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    return JSON.write(published(key, cell));
                }
            };

    private PurchasingCells() {}

    /** The cell of a business day. */
    static CellKey day(int epochDay, Dimension dimension, String value) {
        return new CellKey(FAMILY, epochDay, dimension, value);
    }

    /** The cell of a business day that holds what is not split. */
    static CellKey total(int epochDay) {
        return day(epochDay, Dimension.TOTAL, CellKey.ALL);
    }

    private static PurchasingCell published(CellKey key, Cell cell) {
        return new PurchasingCell(
                LocalDate.ofEpochDay(key.time()),
                key.dimension().wireName(),
                key.value(),
                cell.sum(ORDERS),
                cell.sum(UNITS),
                cell.sum(PRODUCTS),
                cell.sum(GROSS_MICROS),
                cell.sum(DISCOUNT_MICROS),
                cell.sum(DISCOUNTED_ORDERS),
                cell.sum(CROSS_CATEGORY_ORDERS),
                cell.sum(GAPS),
                cell.sum(GAP_SECONDS),
                bins(cell, ORDER_GAPS),
                bins(cell, BASKET_UNITS),
                bins(cell, BASKET_VALUES),
                Instant.ofEpochMilli(cell.freshThrough()));
    }

    private static List<PurchasingCell.Bin> bins(Cell cell, int which) {
        return cell.values(which).entrySet().stream()
                .map(bin -> new PurchasingCell.Bin(bin.getKey(), bin.getValue()))
                .toList();
    }
}
