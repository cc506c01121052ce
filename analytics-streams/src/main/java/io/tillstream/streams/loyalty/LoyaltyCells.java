package io.tillstream.streams.loyalty;

import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.util.List;

/** Members and points by month, published as {@link LoyaltyCell}. */
final class LoyaltyCells {

    static final int CUSTOMERS = 0;
    static final int JOINED = 1;
    static final int LEFT = 2;
    static final int UPGRADED = 3;
    static final int DOWNGRADED = 4;
    /** The first of {@link Account#SUMS} sums in the order there. */
    static final int POINTS = 5;

    private static final int SUMS = POINTS + Account.SUMS;

    static final Dimension TIER = Dimension.own(64, "tier");
    static final Dimension MOVE = Dimension.own(65, "move");

    private static final OutputJson<LoyaltyCell> JSON = OutputJson.of(LoyaltyCell.class);

    static final CellFamily FAMILY = new CellFamily(20, "loyalty", TopicCatalogue.GROWTH, SUMS, List.of(TIER, MOVE)) {
        @Override
        public String recordKey(CellKey key) {
            return LoyaltyCell.KEY_PREFIX + Months.toYearMonth(key.time()) + "|"
                    + key.dimension().wireName() + "|" + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return JSON.write(new LoyaltyCell(
                    Months.toYearMonth(key.time()),
                    key.dimension().wireName(),
                    key.value(),
                    cell.sum(CUSTOMERS),
                    cell.sum(JOINED),
                    cell.sum(LEFT),
                    cell.sum(UPGRADED),
                    cell.sum(DOWNGRADED),
                    cell.sum(POINTS + Account.EARNED),
                    cell.sum(POINTS + Account.TAKEN_BACK),
                    cell.sum(POINTS + Account.REDEEMED),
                    cell.sum(POINTS + Account.EXPIRED),
                    cell.sum(POINTS + Account.OPEN_CHANGE),
                    Instant.ofEpochMilli(cell.freshThrough())));
        }
    };

    private LoyaltyCells() {}

    static CellKey total(int month) {
        return new CellKey(FAMILY, month, Dimension.TOTAL, CellKey.ALL);
    }

    static CellKey tier(int month, String tier) {
        return new CellKey(FAMILY, month, TIER, tier);
    }

    static CellKey move(int month, String from, String to) {
        return new CellKey(FAMILY, month, MOVE, from + ">" + to);
    }
}
