package io.tillstream.streams.referrals;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Referrals and referred customers by month, published as {@link ReferralCell}. Time counts months since January of year 0. */
final class ReferralCells {

    static final int SENT = 0;
    static final int CONVERTED = 1;
    static final int BOUGHT = 2;
    static final int REWARDS = 3;
    static final int REWARD_MICROS = 4;
    static final int CUSTOMERS = 5;
    static final int RETURNED = 6;
    static final int ORDERS = 7;
    static final int NET_MICROS = 8;
    private static final int SUMS = 9;

    /** Customers who were referred; the value is the channel of their first order. */
    static final Dimension REFERRED = Dimension.own(64, "referred");
    /** The others, likewise. */
    static final Dimension OTHER = Dimension.own(65, "other");

    private static final OutputJson<ReferralCell> JSON = OutputJson.of(ReferralCell.class);

    /** Each referral and each conversion has one channel, so that the total is that of the channels. */
    static final CellFamily FAMILY =
            new CellFamily(22, "referrals", TopicCatalogue.GROWTH, SUMS, List.of(REFERRED, OTHER)) {
                @Override
                public @Nullable CellKey rollUp(CellKey key) {
                    return key.dimension() == Dimension.CHANNEL
                            ? new CellKey(this, key.time(), Dimension.TOTAL, CellKey.ALL)
                            : null;
                }

                @Override
                public String recordKey(CellKey key) {
                    return ReferralCell.KEY_PREFIX + month(key) + "|"
                            + key.dimension().wireName() + "|" + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    return JSON.write(new ReferralCell(
                            month(key),
                            key.dimension().wireName(),
                            key.value(),
                            cell.sum(SENT),
                            cell.sum(CONVERTED),
                            cell.sum(BOUGHT),
                            cell.sum(REWARDS),
                            cell.sum(REWARD_MICROS),
                            cell.sum(CUSTOMERS),
                            cell.sum(RETURNED),
                            cell.sum(ORDERS),
                            cell.sum(NET_MICROS),
                            Instant.ofEpochMilli(cell.freshThrough())));
                }
            };

    private ReferralCells() {}

    private static YearMonth month(CellKey key) {
        return YearMonth.of(0, 1).plusMonths(key.time());
    }

    /** The cell of the month of a business day, given in days since 1970-01-01. */
    static CellKey monthOf(int epochDay, Dimension dimension, String value) {
        return new CellKey(
                FAMILY, LocalDate.ofEpochDay(epochDay).getLong(ChronoField.PROLEPTIC_MONTH), dimension, value);
    }
}
