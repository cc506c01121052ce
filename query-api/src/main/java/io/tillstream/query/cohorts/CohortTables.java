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

    /** Cells of the cohorts that began in the months of the given days. */
    Uni<List<CohortCounts.Stored>> cells(String dimension, @Nullable String value, Filters days) {
        Sql sql = Sql.of(
                        "SELECT value, cohort, months_since, customers, orders, revenue_micros FROM cohort_cells"
                                + " WHERE dimension = ?",
                        dimension)
                .addIf(" AND value = ?", value)
                .addIf(" AND cohort >= ?", firstOf(days.from()))
                .addIf(" AND cohort <= ?", firstOf(days.to()));
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

    private static @Nullable LocalDate firstOf(@Nullable LocalDate day) {
        return day == null ? null : day.withDayOfMonth(1);
    }

    /** All months that something is known of, in order. */
    Uni<List<RetentionCounts.Stored>> months() {
        Sql sql = Sql.of("SELECT month, customers, new_customers, returning_customers, reactivated, retained, lapsing,"
                + " won_back FROM retention_months ORDER BY month");
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
