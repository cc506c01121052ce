package io.tillstream.streams.cells;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import java.time.ZonedDateTime;

/** The sums of seasonality cells and their published form, {@link SeasonalityCell}. */
public final class SeasonalityCells {

    public static final int ORDERS = 0;
    public static final int UNITS = 1;
    public static final int GROSS_MICROS = 2;
    public static final int SESSIONS = 3;
    static final int SUMS = 4;

    private static final OutputJson<SeasonalityCell> JSON = OutputJson.of(SeasonalityCell.class);

    /** Orders and sessions by hour. */
    public static final CellFamily FAMILY = new CellFamily(2, "seasonality", TopicCatalogue.SEASONALITY, SUMS) {
        @Override
        public String recordKey(CellKey key) {
            return SeasonalityCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return SeasonalityCells.recordValue(key, cell, calendar);
        }
    };

    private SeasonalityCells() {}

    /** The cell of a business hour. */
    public static CellKey hour(long hourMillis) {
        return new CellKey(FAMILY, hourMillis, Dimension.TOTAL, CellKey.ALL);
    }

    static String recordKey(CellKey key) {
        return Long.toString(key.time());
    }

    static byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
        Instant hour = Instant.ofEpochMilli(key.time());
        ZonedDateTime local = hour.atZone(calendar.zone());
        return JSON.write(new SeasonalityCell(
                hour,
                local.toLocalDate(),
                local.getHour(),
                local.getDayOfWeek().getValue(),
                cell.sum(ORDERS),
                cell.sum(UNITS),
                cell.sum(GROSS_MICROS),
                cell.sum(SESSIONS),
                Instant.ofEpochMilli(cell.freshThrough())));
    }
}
