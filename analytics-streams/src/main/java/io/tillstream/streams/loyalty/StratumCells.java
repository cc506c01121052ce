package io.tillstream.streams.loyalty;

import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Customers whose first orders are alike, published as {@link LoyaltyStratum}. Time is the month of the first order; the value is band and country. */
final class StratumCells {

    static final int MEMBERS = 0;
    static final int MEMBERS_BACK = 1;
    static final int OTHERS = 2;
    static final int OTHERS_BACK = 3;
    private static final int SUMS = 4;

    private static final char SEPARATOR = '|';
    private static final Dimension STRATUM = Dimension.own(64, "stratum");
    private static final OutputJson<LoyaltyStratum> JSON = OutputJson.of(LoyaltyStratum.class);

    static final CellFamily FAMILY =
            new CellFamily(21, "loyalty-effect", TopicCatalogue.GROWTH, SUMS, List.of(STRATUM)) {
                @Override
                public String recordKey(CellKey key) {
                    return LoyaltyStratum.KEY_PREFIX
                            + Months.toYearMonth(key.time())
                            + SEPARATOR
                            + key.dimension().wireName()
                            + SEPARATOR
                            + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    int separator = key.value().indexOf(SEPARATOR);
                    return JSON.write(new LoyaltyStratum(
                            Months.toYearMonth(key.time()),
                            key.value().substring(0, separator),
                            key.value().substring(separator + 1),
                            cell.sum(MEMBERS),
                            cell.sum(MEMBERS_BACK),
                            cell.sum(OTHERS),
                            cell.sum(OTHERS_BACK),
                            Instant.ofEpochMilli(cell.freshThrough())));
                }
            };

    private StratumCells() {}

    /** The cell of a first order. */
    static CellKey of(FirstOrder order) {
        String value = band(order.amountMicros()) + SEPARATOR + order.country();
        return new CellKey(FAMILY, Months.of(order.day()), STRATUM, value);
    }

    /** Bounds of 1, 2 and 5 times a power of ten, the same for every currency; below one unit it is one band. */
    static String band(long micros) {
        BigDecimal units = Micros.toDecimal(micros - Math.floorMod(micros, Micros.PER_UNIT));
        if (units.signum() == 0) {
            return "0-1";
        }
        int zeros = units.precision() - units.scale() - 1;
        int leading = units.movePointLeft(zeros).intValue();
        int lower = leading >= 5 ? 5 : leading >= 2 ? 2 : 1;
        int upper = lower == 5 ? 10 : lower == 2 ? 5 : 2;
        return of(lower, zeros) + "-" + of(upper, zeros);
    }

    private static String of(int digits, int zeros) {
        return BigDecimal.valueOf(digits).movePointRight(zeros).toPlainString();
    }
}
