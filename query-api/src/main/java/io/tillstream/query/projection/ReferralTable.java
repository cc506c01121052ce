package io.tillstream.query.projection;

import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.topic.TopicCatalogue;

/** Referrals and referred customers by month. */
final class ReferralTable {

    private ReferralTable() {}

    static TopicProjector cells(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.GROWTH.name(),
                ReferralCell.class,
                StagedTable.replacing(
                        "referral_cells",
                        "dimension, month, value, sent, converted, bought, rewards, reward_micros, customers, returned, orders,"
                                + " net_micros, fresh_through",
                        "dimension, month, value"),
                cell -> cell.dimension() + "|" + cell.month() + "|" + cell.value(),
                (row, cell) -> row.text(cell.dimension())
                        .day(cell.month().atDay(1))
                        .text(cell.value())
                        .int8(cell.sent())
                        .int8(cell.converted())
                        .int8(cell.bought())
                        .int8(cell.rewards())
                        .int8(cell.rewardMicros())
                        .int8(cell.customers())
                        .int8(cell.returned())
                        .int8(cell.orders())
                        .int8(cell.netMicros())
                        .time(cell.freshThrough()),
                "DELETE FROM referral_cells WHERE"
                        + " 'referral|' || to_char(month, 'YYYY-MM') || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE referral_cells",
                refused);
    }
}
