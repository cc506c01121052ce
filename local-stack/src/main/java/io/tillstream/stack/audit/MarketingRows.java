package io.tillstream.stack.audit;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/** Reads rows of acquisition and communication. */
final class MarketingRows {

    private MarketingRows() {}

    static AcquisitionCell acquisition(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        YearMonth cohort = YearMonth.from(columns.day("cohort"));
        int monthsSince = row.getInt("months_since");
        return new AcquisitionCell(
                cohort,
                cohort.plusMonths(monthsSince),
                monthsSince,
                row.getString("channel"),
                row.getString("campaign"),
                row.getLong("visitors"),
                row.getLong("converted"),
                row.getLong("customers"),
                row.getLong("orders"),
                row.getLong("revenue_micros"),
                row.getLong("spend_micros"),
                columns.time("fresh_through"));
    }

    static CommunicationCell communication(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new CommunicationCell(
                columns.maybeDay("day"),
                row.getString("dimension"),
                row.getString("channel"),
                row.getString("value"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("opened"),
                row.getLong("clicked"),
                row.getLong("converted"),
                row.getLong("unsubscribed"),
                row.getLong("delivery_reports"),
                row.getLong("orders"),
                row.getLong("gross_micros"),
                columns.time("fresh_through"));
    }
}
