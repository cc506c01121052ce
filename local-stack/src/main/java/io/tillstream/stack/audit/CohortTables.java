package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.RetentionCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/** Reads rows of cohorts and months. */
final class CohortTables {

    private CohortTables() {}

    static CohortCell cohort(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        YearMonth cohort = YearMonth.from(columns.day("cohort"));
        int monthsSince = row.getInt("months_since");
        return new CohortCell(
                cohort,
                cohort.plusMonths(monthsSince),
                monthsSince,
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("customers"),
                row.getLong("orders"),
                row.getLong("revenue_micros"),
                columns.time("fresh_through"));
    }

    static RetentionCell month(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new RetentionCell(
                YearMonth.from(columns.day("month")),
                row.getLong("customers"),
                row.getLong("new_customers"),
                row.getLong("returning_customers"),
                row.getLong("reactivated"),
                row.getLong("retained"),
                row.getLong("lapsing"),
                row.getLong("won_back"),
                columns.time("fresh_through"));
    }
}
