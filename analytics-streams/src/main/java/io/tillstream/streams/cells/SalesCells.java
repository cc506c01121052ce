package io.tillstream.streams.cells;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The sums of sales cells and their published form, {@link SalesCell}. */
public final class SalesCells {

    public static final int ORDERS = 0;
    public static final int UNITS = 1;
    public static final int GROSS_MICROS = 2;
    public static final int REFUND_MICROS = 3;
    public static final int REFUNDS = 4;
    public static final int UNITS_RETURNED = 5;
    public static final int VIEWS = 6;
    public static final int CART_ADDS = 7;
    static final int SUMS = 8;

    private static final OutputJson<SalesCell> JSON = OutputJson.of(SalesCell.class);

    /** Sales by day and over all time. */
    public static final CellFamily FAMILY = new CellFamily(0, "sales", TopicCatalogue.SALES, SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return SalesCells.rollUp(key);
        }

        @Override
        public String recordKey(CellKey key) {
            return SalesCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return SalesCells.recordValue(key, cell);
        }
    };

    private SalesCells() {}

    /** The cell of a business day. */
    public static CellKey day(int epochDay, Dimension dimension, String value) {
        return new CellKey(FAMILY, epochDay, dimension, value);
    }

    /** The cell of all time. */
    public static CellKey allTime(Dimension dimension, String value) {
        return new CellKey(FAMILY, CellKey.ALL_TIME, dimension, value);
    }

    /** A day belongs to all time. */
    static @Nullable CellKey rollUp(CellKey key) {
        return key.time() == CellKey.ALL_TIME ? null : allTime(key.dimension(), key.value());
    }

    static String recordKey(CellKey key) {
        String period = key.time() == CellKey.ALL_TIME ? "all|" : "day|" + LocalDate.ofEpochDay(key.time());
        return period + "|" + key.dimension().wireName() + "|" + key.value();
    }

    static byte[] recordValue(CellKey key, Cell cell) {
        boolean allTime = key.time() == CellKey.ALL_TIME;
        Label label = cell.label();
        return JSON.write(new SalesCell(
                allTime ? "all" : "day",
                allTime ? null : LocalDate.ofEpochDay(key.time()),
                key.dimension().wireName(),
                key.value(),
                label == null ? null : label.title(),
                label == null ? null : label.category(),
                cell.sum(ORDERS),
                cell.sum(UNITS),
                cell.sum(GROSS_MICROS),
                cell.sum(REFUND_MICROS),
                cell.sum(GROSS_MICROS) - cell.sum(REFUND_MICROS),
                cell.sum(REFUNDS),
                cell.sum(UNITS_RETURNED),
                cell.distinct(),
                cell.sum(VIEWS),
                cell.sum(CART_ADDS),
                label == null ? null : label.stockOnHand(),
                Instant.ofEpochMilli(cell.freshThrough())));
    }
}
