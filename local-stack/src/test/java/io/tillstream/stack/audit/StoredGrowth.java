package io.tillstream.stack.audit;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import java.sql.SQLException;

/** Fills the tables of cohorts, acquisition, communication, loyalty and referrals as a right projection would. */
final class StoredGrowth {

    private final Warehouse warehouse;

    StoredGrowth(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void store(RecountResult right) throws SQLException {
        for (CohortCell cell : right.cohorts()) {
            cohort(cell);
        }
        for (RetentionCell cell : right.retention()) {
            month(cell);
        }
        for (LoyaltyCell cell : right.loyalty()) {
            loyalty(cell);
        }
        for (LoyaltyStratum stratum : right.strata()) {
            stratum(stratum);
        }
        for (ReferralCell cell : right.referrals()) {
            referral(cell);
        }
        for (AcquisitionCell cell : right.acquisition()) {
            acquisition(cell);
        }
        for (CommunicationCell cell : right.communication()) {
            communication(cell);
        }
    }

    private void cohort(CohortCell c) throws SQLException {
        warehouse.insert(
                "cohort_cells",
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "cohort",
                c.cohort().atDay(1),
                "months_since",
                c.monthsSince(),
                "customers",
                c.customers(),
                "orders",
                c.orders(),
                "revenue_micros",
                c.revenueMicros(),
                "fresh_through",
                c.freshThrough());
    }

    private void month(RetentionCell c) throws SQLException {
        warehouse.insert(
                "retention_months",
                "month",
                c.month().atDay(1),
                "customers",
                c.customers(),
                "new_customers",
                c.newCustomers(),
                "returning_customers",
                c.returning(),
                "reactivated",
                c.reactivated(),
                "retained",
                c.retained(),
                "lapsing",
                c.lapsing(),
                "won_back",
                c.wonBack(),
                "fresh_through",
                c.freshThrough());
    }

    private void acquisition(AcquisitionCell c) throws SQLException {
        warehouse.insert(
                "acquisition_cells",
                "cohort",
                c.cohort().atDay(1),
                "months_since",
                c.monthsSince(),
                "channel",
                c.channel(),
                "campaign",
                c.campaign(),
                "visitors",
                c.visitors(),
                "converted",
                c.converted(),
                "customers",
                c.customers(),
                "orders",
                c.orders(),
                "revenue_micros",
                c.revenueMicros(),
                "spend_micros",
                c.spendMicros(),
                "fresh_through",
                c.freshThrough());
    }

    private void communication(CommunicationCell c) throws SQLException {
        warehouse.insert(
                "communication_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "channel",
                c.channel(),
                "value",
                c.value(),
                "sent",
                c.sent(),
                "delivered",
                c.delivered(),
                "opened",
                c.opened(),
                "clicked",
                c.clicked(),
                "converted",
                c.converted(),
                "unsubscribed",
                c.unsubscribed(),
                "delivery_reports",
                c.deliveryReports(),
                "orders",
                c.orders(),
                "gross_micros",
                c.grossMicros(),
                "fresh_through",
                c.freshThrough());
    }

    private void loyalty(LoyaltyCell c) throws SQLException {
        warehouse.insert(
                "loyalty_cells",
                "dimension",
                c.dimension(),
                "month",
                c.month().atDay(1),
                "value",
                c.value(),
                "customers",
                c.customers(),
                "joined",
                c.joined(),
                "left_members",
                c.left(),
                "upgraded",
                c.upgraded(),
                "downgraded",
                c.downgraded(),
                "earned",
                c.earned(),
                "taken_back",
                c.takenBack(),
                "redeemed",
                c.redeemed(),
                "expired",
                c.expired(),
                "open_change",
                c.openChange(),
                "fresh_through",
                c.freshThrough());
    }

    private void stratum(LoyaltyStratum s) throws SQLException {
        warehouse.insert(
                "loyalty_strata",
                "month",
                s.month().atDay(1),
                "band",
                s.band(),
                "country",
                s.country(),
                "members",
                s.members(),
                "members_back",
                s.membersBack(),
                "others",
                s.others(),
                "others_back",
                s.othersBack(),
                "fresh_through",
                s.freshThrough());
    }

    private void referral(ReferralCell c) throws SQLException {
        warehouse.insert(
                "referral_cells",
                "dimension",
                c.dimension(),
                "month",
                c.month().atDay(1),
                "value",
                c.value(),
                "sent",
                c.sent(),
                "converted",
                c.converted(),
                "bought",
                c.bought(),
                "rewards",
                c.rewards(),
                "reward_micros",
                c.rewardMicros(),
                "customers",
                c.customers(),
                "returned",
                c.returned(),
                "orders",
                c.orders(),
                "net_micros",
                c.netMicros(),
                "fresh_through",
                c.freshThrough());
    }
}
