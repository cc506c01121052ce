package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads rows of loyalty and referrals. */
final class GrowthRows {

    private GrowthRows() {}

    static LoyaltyCell loyalty(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new LoyaltyCell(
                YearMonth.from(columns.day("month")),
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("customers"),
                row.getLong("joined"),
                row.getLong("left_members"),
                row.getLong("upgraded"),
                row.getLong("downgraded"),
                row.getLong("earned"),
                row.getLong("taken_back"),
                row.getLong("redeemed"),
                row.getLong("expired"),
                row.getLong("open_change"),
                columns.time("fresh_through"));
    }

    static LoyaltyStratum stratum(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new LoyaltyStratum(
                YearMonth.from(columns.day("month")),
                row.getString("band"),
                row.getString("country"),
                row.getLong("members"),
                row.getLong("members_back"),
                row.getLong("others"),
                row.getLong("others_back"),
                columns.time("fresh_through"));
    }

    static ReferralCell referral(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ReferralCell(
                YearMonth.from(columns.day("month")),
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("sent"),
                row.getLong("converted"),
                row.getLong("bought"),
                row.getLong("rewards"),
                row.getLong("reward_micros"),
                row.getLong("customers"),
                row.getLong("returned"),
                row.getLong("orders"),
                row.getLong("net_micros"),
                columns.time("fresh_through"));
    }

    /** A customer's own part; null without one. */
    static @Nullable CustomerLoyalty own(ResultSet row) throws SQLException {
        LocalDate since = row.getObject("loyalty_since", LocalDate.class);
        return since == null
                ? null
                : new CustomerLoyalty(
                        row.getString("loyalty_tier"),
                        since,
                        row.getLong("loyalty_balance"),
                        row.getLong("loyalty_earned_12m"),
                        row.getLong("loyalty_expires_next"),
                        row.getObject("loyalty_expires_on", LocalDate.class));
    }
}
