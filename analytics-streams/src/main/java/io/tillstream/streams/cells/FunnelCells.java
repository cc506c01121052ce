package io.tillstream.streams.cells;

import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sums of funnel cells and their published form, {@link FunnelCell}. */
public final class FunnelCells {

    public static final int VISITS = 0;
    public static final int VIEWS = 1;
    public static final int CARTS = 2;
    public static final int CHECKOUTS = 3;
    public static final int PURCHASES = 4;
    public static final int DIRECT_PURCHASES = 5;
    public static final int CARTS_OPENED = 6;
    public static final int CARTS_PURCHASED = 7;
    public static final int CARTS_ABANDONED = 8;
    public static final int CARTS_RECOVERED = 9;
    public static final int CARTS_EMPTIED = 10;
    public static final int ABANDONED_MICROS = 11;
    public static final int RECOVERED_MICROS = 12;
    static final int SUMS = 13;

    private static final OutputJson<FunnelCell> JSON = OutputJson.of(FunnelCell.class);

    /** Funnel steps and cart outcomes by hour. */
    public static final CellFamily FAMILY = new CellFamily(1, "funnel", TopicCatalogue.FUNNEL, SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return FunnelCells.rollUp(key);
        }

        @Override
        public String recordKey(CellKey key) {
            return FunnelCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return FunnelCells.recordValue(key, cell);
        }
    };

    private FunnelCells() {}

    /** The cell of a business hour. */
    public static CellKey hour(long hourMillis, Dimension dimension, String value) {
        return new CellKey(FAMILY, hourMillis, dimension, value);
    }

    /** Each run and cart has one device, so that the total is that of the devices. */
    static @Nullable CellKey rollUp(CellKey key) {
        return key.dimension() == Dimension.DEVICE ? hour(key.time(), Dimension.TOTAL, CellKey.ALL) : null;
    }

    static String recordKey(CellKey key) {
        return key.time() + "|" + key.dimension().wireName() + "|" + key.value();
    }

    static byte[] recordValue(CellKey key, Cell cell) {
        return JSON.write(new FunnelCell(
                Instant.ofEpochMilli(key.time()),
                key.dimension().wireName(),
                key.value(),
                cell.sum(VISITS),
                cell.sum(VIEWS),
                cell.sum(CARTS),
                cell.sum(CHECKOUTS),
                cell.sum(PURCHASES),
                cell.sum(DIRECT_PURCHASES),
                cell.sum(CARTS_OPENED),
                cell.sum(CARTS_PURCHASED),
                cell.sum(CARTS_ABANDONED),
                cell.sum(CARTS_RECOVERED),
                cell.sum(CARTS_EMPTIED),
                cell.sum(ABANDONED_MICROS),
                cell.sum(RECOVERED_MICROS),
                Instant.ofEpochMilli(cell.freshThrough())));
    }
}
