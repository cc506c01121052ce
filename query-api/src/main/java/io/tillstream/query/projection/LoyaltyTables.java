package io.tillstream.query.projection;

import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.topic.TopicCatalogue;
import org.jspecify.annotations.Nullable;

/** Members and points by month, alike first orders, and each customer's own part. */
final class LoyaltyTables {

    /** The columns of a customer's own part. */
    static final String CUSTOMER_COLUMNS =
            "loyalty_since, loyalty_tier, loyalty_balance, loyalty_earned_12m, loyalty_expires_next, loyalty_expires_on";

    private LoyaltyTables() {}

    static TopicProjector cells(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.GROWTH.name(),
                LoyaltyCell.class,
                StagedTable.replacing(
                        "loyalty_cells",
                        "dimension, month, value, customers, joined, left_members, upgraded, downgraded, earned, taken_back,"
                                + " redeemed, expired, open_change, fresh_through",
                        "dimension, month, value"),
                cell -> cell.dimension() + "|" + cell.month() + "|" + cell.value(),
                (row, cell) -> row.text(cell.dimension())
                        .day(cell.month().atDay(1))
                        .text(cell.value())
                        .int8(cell.customers())
                        .int8(cell.joined())
                        .int8(cell.left())
                        .int8(cell.upgraded())
                        .int8(cell.downgraded())
                        .int8(cell.earned())
                        .int8(cell.takenBack())
                        .int8(cell.redeemed())
                        .int8(cell.expired())
                        .int8(cell.openChange())
                        .time(cell.freshThrough()),
                "DELETE FROM loyalty_cells WHERE"
                        + " 'loyalty|' || to_char(month, 'YYYY-MM') || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE loyalty_cells",
                refused);
    }

    static TopicProjector strata(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.GROWTH.name(),
                LoyaltyStratum.class,
                StagedTable.replacing(
                        "loyalty_strata",
                        "month, band, country, members, members_back, others, others_back, fresh_through",
                        "month, band, country"),
                stratum -> stratum.month() + "|" + stratum.band() + "|" + stratum.country(),
                (row, stratum) -> row.day(stratum.month().atDay(1))
                        .text(stratum.band())
                        .text(stratum.country())
                        .int8(stratum.members())
                        .int8(stratum.membersBack())
                        .int8(stratum.others())
                        .int8(stratum.othersBack())
                        .time(stratum.freshThrough()),
                "DELETE FROM loyalty_strata WHERE"
                        + " 'loyalty_effect|' || to_char(month, 'YYYY-MM') || '|stratum|' || band || '|' || country"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE loyalty_strata",
                refused);
    }

    /** Writes a customer's own part; nulls for who has none. */
    static void customer(CopyBuffer row, @Nullable CustomerLoyalty loyalty) {
        if (loyalty == null) {
            row.day(null).text(null).int8(null).int8(null).int8(null).day(null);
        } else {
            row.day(loyalty.memberSince())
                    .text(loyalty.tier())
                    .int8(loyalty.balance())
                    .int8(loyalty.earned12m())
                    .int8(loyalty.expiresNext())
                    .day(loyalty.expiresOn());
        }
    }
}
