package io.tillstream.streams.cohorts;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import java.time.Instant;

/** Cells of a calendar month, published as {@link RetentionCell}. Their time is the month, see {@link Months}. */
final class RetentionCells {

    static final int CUSTOMERS = 0;
    static final int NEW = 1;
    static final int RETURNING = 2;
    static final int REACTIVATED = 3;
    static final int RETAINED = 4;
    static final int LAPSING = 5;
    static final int WON_BACK = 6;
    private static final int SUMS = 7;

    private static final OutputJson<RetentionCell> JSON = OutputJson.of(RetentionCell.class);

    /** Who bought in a month, and who had stopped. */
    static final CellFamily FAMILY = new CellFamily(11, "retention", TopicCatalogue.RETENTION, SUMS) {
        @Override
        public String recordKey(CellKey key) {
            return Months.toYearMonth(key.time()).toString();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return JSON.write(new RetentionCell(
                    Months.toYearMonth(key.time()),
                    cell.sum(CUSTOMERS),
                    cell.sum(NEW),
                    cell.sum(RETURNING),
                    cell.sum(REACTIVATED),
                    cell.sum(RETAINED),
                    cell.sum(LAPSING),
                    cell.sum(WON_BACK),
                    Instant.ofEpochMilli(cell.freshThrough())));
        }
    };

    private RetentionCells() {}

    static Cell month(int month, long receivedAt, Effects effects) {
        return effects.cell(new CellKey(FAMILY, month, Dimension.TOTAL, CellKey.ALL), receivedAt);
    }
}
