package io.tillstream.query.cohorts;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads cohorts and months. */
@ApplicationScoped
class CohortTables {

    private final Database database;

    CohortTables(Database database) {
        this.database = database;
    }

    /**
     * Cells of the cohorts that began in the months of the given days.
     *
     * @param by total, channel, category or country of the first purchase
     */
    Uni<List<CohortCounts.Stored>> cells(String by, Filters filters) {
        boolean areKept = filters.values().keySet().stream()
                .allMatch(filter -> filter.wireName().equals(by));
        Sql sql = (areKept ? kept(by, filters) : BuyersOf.cohorts(by, filters))
                .addIf(" AND cohort >= ?", firstOf(filters.from()))
                .addIf(" AND cohort <= ?", firstOf(filters.to()))
                .add(areKept ? "" : " GROUP BY 1, 2, 3");
        return database.figures(
                sql,
                row -> new CohortCounts.Stored(
                        row.getString("value"),
                        YearMonth.from(row.getLocalDate("cohort")),
                        row.getInteger("months_since"),
                        Rows.number(row, "customers"),
                        Rows.number(row, "orders"),
                        Rows.number(row, "revenue_micros")));
    }

    private static Sql kept(String by, Filters filters) {
        Sql sql = Sql.of(
                "SELECT value, cohort, months_since, customers, orders, revenue_micros FROM cohort_cells"
                        + " WHERE dimension = ?",
                by);
        filters.values().values().forEach(value -> sql.add(" AND value = ?", value));
        return sql;
    }

    private static @Nullable LocalDate firstOf(@Nullable LocalDate day) {
        return day == null ? null : day.withDayOfMonth(1);
    }

    /** All months that something is known of, in order; days are no filter here. */
    Uni<List<RetentionCounts.Stored>> months(Filters filters) {
        Sql sql = filters.onlyDays()
                ? Sql.of("SELECT month, customers, new_customers, returning_customers, reactivated, retained, lapsing,"
                        + " won_back FROM retention_months ORDER BY month")
                : BuyersOf.months(filters);
        return database.figures(sql, CohortTables::month);
    }

    private static RetentionCounts.Stored month(Row row) {
        return new RetentionCounts.Stored(
                YearMonth.from(row.getLocalDate("month")),
                Rows.number(row, "customers"),
                Rows.number(row, "new_customers"),
                Rows.number(row, "returning_customers"),
                Rows.number(row, "reactivated"),
                Rows.number(row, "retained"),
                Rows.number(row, "lapsing"),
                Rows.number(row, "won_back"));
    }
}
