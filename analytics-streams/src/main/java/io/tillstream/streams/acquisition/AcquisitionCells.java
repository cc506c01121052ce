package io.tillstream.streams.acquisition;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.List;

/**
 * Cells of a cohort in a month by channel and campaign, published as {@link AcquisitionCell}. Their time is the cohort's month × 2^20 + the months since, their
 * value the channel, a bar, and the campaign; no channel has a bar in its name.
 */
final class AcquisitionCells {

    static final int VISITORS = 0;
    static final int CONVERTED = 1;
    static final int CUSTOMERS = 2;
    static final int ORDERS = 3;
    static final int NET_MICROS = 4;
    static final int SPEND_MICROS = 5;
    private static final int SUMS = 6;

    private static final int SINCE_BITS = 20;
    private static final int MONTHS_PER_YEAR = 12;
    private static final Dimension CAMPAIGN = Dimension.own(64, "campaign");
    private static final OutputJson<AcquisitionCell> JSON = OutputJson.of(AcquisitionCell.class);

    /** Visitors, customers, what they brought, and spending. */
    static final CellFamily FAMILY = new CellFamily(25, "acquisition", TopicCatalogue.GROWTH, SUMS, List.of(CAMPAIGN)) {
        @Override
        public String recordKey(CellKey key) {
            return AcquisitionCell.KEY_PREFIX + yearMonth(cohort(key)) + "/"
                    + yearMonth(cohort(key) + monthsSince(key)) + "|"
                    + key.dimension().wireName() + "|"
                    + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            int bar = key.value().indexOf('|');
            return JSON.write(new AcquisitionCell(
                    yearMonth(cohort(key)),
                    yearMonth(cohort(key) + monthsSince(key)),
                    monthsSince(key),
                    key.value().substring(0, bar),
                    key.value().substring(bar + 1),
                    cell.sum(VISITORS),
                    cell.sum(CONVERTED),
                    cell.sum(CUSTOMERS),
                    cell.sum(ORDERS),
                    cell.sum(NET_MICROS),
                    cell.sum(SPEND_MICROS),
                    Instant.ofEpochMilli(cell.freshThrough())));
        }
    };

    private AcquisitionCells() {}

    /** The month of a business day, both counted from a far past; see {@link ChronoField#PROLEPTIC_MONTH}. */
    static int month(int epochDay) {
        return (int) LocalDate.ofEpochDay(epochDay).getLong(ChronoField.PROLEPTIC_MONTH);
    }

    private static YearMonth yearMonth(long month) {
        return YearMonth.of(
                (int) Math.floorDiv(month, MONTHS_PER_YEAR), (int) Math.floorMod(month, MONTHS_PER_YEAR) + 1);
    }

    private static long cohort(CellKey key) {
        return key.time() >> SINCE_BITS;
    }

    private static int monthsSince(CellKey key) {
        return (int) (key.time() & (1L << SINCE_BITS) - 1);
    }

    /**
     * The cell of what a cohort did some months later.
     *
     * @param source channel, a bar, and campaign
     * @param cohort see {@link #month}
     */
    static Cell cell(String source, int cohort, int monthsSince, long receivedAt, Effects effects) {
        long time = ((long) cohort << SINCE_BITS) + monthsSince;
        return effects.cell(new CellKey(FAMILY, time, CAMPAIGN, source), receivedAt);
    }
}
