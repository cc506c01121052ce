package io.tillstream.streams.cohorts;

import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a cohort in a month, published as {@link CohortCell}. Their time is the cohort's month × 2^20 + the months since. Each customer has one channel, so that
 * the total is that of the channels.
 */
final class CohortCells {

    static final int CUSTOMERS = 0;
    static final int ORDERS = 1;
    static final int NET_MICROS = 2;
    private static final int SUMS = 3;

    private static final int SINCE_BITS = 20;
    private static final OutputJson<CohortCell> JSON = OutputJson.of(CohortCell.class);

    /** What cohorts did by month. */
    static final CellFamily FAMILY = new CellFamily(10, "cohorts", TopicCatalogue.COHORTS, SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return key.dimension() == Dimension.CHANNEL
                    ? new CellKey(this, key.time(), Dimension.TOTAL, CellKey.ALL)
                    : null;
        }

        @Override
        public String recordKey(CellKey key) {
            return Months.toYearMonth(cohort(key)) + "|" + Months.toYearMonth(cohort(key) + monthsSince(key)) + "|"
                    + key.dimension().wireName() + "|" + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return JSON.write(new CohortCell(
                    Months.toYearMonth(cohort(key)),
                    Months.toYearMonth(cohort(key) + monthsSince(key)),
                    monthsSince(key),
                    key.dimension().wireName(),
                    key.value(),
                    cell.sum(CUSTOMERS),
                    cell.sum(ORDERS),
                    cell.sum(NET_MICROS),
                    Instant.ofEpochMilli(cell.freshThrough())));
        }
    };

    private CohortCells() {}

    private static long cohort(CellKey key) {
        return key.time() >> SINCE_BITS;
    }

    private static int monthsSince(CellKey key) {
        return (int) (key.time() & (1L << SINCE_BITS) - 1);
    }

    /** Books what one customer did in one month; a refund from before the first purchase counts in the cohort's first month. */
    static void book(
            Origin origin, int month, int customers, int orders, long netMicros, long receivedAt, Effects effects) {
        long time = ((long) origin.month() << SINCE_BITS) + Math.max(0, month - origin.month());
        book(time, Dimension.CHANNEL, origin.channel(), customers, orders, netMicros, receivedAt, effects);
        book(time, Dimension.CATEGORY, origin.category(), customers, orders, netMicros, receivedAt, effects);
        book(time, Dimension.COUNTRY, origin.country(), customers, orders, netMicros, receivedAt, effects);
    }

    private static void book(
            long time,
            Dimension dimension,
            String value,
            int customers,
            int orders,
            long netMicros,
            long receivedAt,
            Effects effects) {
        effects.cell(new CellKey(FAMILY, time, dimension, value), receivedAt)
                .add(CUSTOMERS, customers)
                .add(ORDERS, orders)
                .add(NET_MICROS, netMicros);
    }

    /** Books all that one customer did, or takes it back with sign −1. */
    static void bookAll(Origin origin, PurchaseMonths months, int sign, long receivedAt, Effects effects) {
        for (int i = 0; i < months.size(); i++) {
            int customers = months.orders(i) > 0 ? 1 : 0;
            book(
                    origin,
                    months.month(i),
                    sign * customers,
                    sign * months.orders(i),
                    sign * months.netMicros(i),
                    receivedAt,
                    effects);
        }
    }
}
