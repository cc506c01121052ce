package io.tillstream.query.seasonality;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the matrices. */
@ApplicationScoped
public class SeasonalityTables {

    private static final String SUMS = " sum(orders)::bigint AS orders, sum(units)::bigint AS units,"
            + " sum(gross_micros)::bigint AS gross_micros, sum(sessions)::bigint AS sessions FROM seasonality_cells WHERE true";
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private final Database database;
    private final BusinessTime time;

    SeasonalityTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** All 168 hours of the week. */
    public Uni<List<Seasonality.Hour>> hours(Filters filters) {
        Sql sql = filters.onlyDays()
                ? between(Sql.of("SELECT weekday, hour_of_day," + SUMS), filters)
                        .add(" GROUP BY 1, 2")
                : HoursOf.week(filters, time.zone());
        return database.figures(sql, row -> row).map(rows -> week(rows, filters.onlyDays()));
    }

    private static List<Seasonality.Hour> week(List<Row> rows, boolean hasSessions) {
        Map<Integer, Row> found = new HashMap<>();
        rows.forEach(row -> found.put(row.getInteger("weekday") * HOURS + row.getInteger("hour_of_day"), row));
        long all = rows.stream().mapToLong(row -> Rows.number(row, "orders")).sum();
        List<Seasonality.Hour> hours = new ArrayList<>();
        for (int weekday = 1; weekday <= DAYS; weekday++) {
            for (int hour = 0; hour < HOURS; hour++) {
                hours.add(hour(weekday, hour, found.get(weekday * HOURS + hour), all, hasSessions));
            }
        }
        return hours;
    }

    private static Seasonality.Hour hour(int weekday, int hour, @Nullable Row row, long all, boolean hasSessions) {
        if (row == null) {
            return new Seasonality.Hour(
                    weekday, hour, 0, 0, 0, hasSessions ? 0L : null, null, all == 0 ? null : Double.valueOf(0));
        }
        long orders = Rows.number(row, "orders");
        Long sessions = row.getLong("sessions");
        return new Seasonality.Hour(
                weekday,
                hour,
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                sessions,
                conversion(orders, sessions),
                Amounts.ratio(orders * HOURS * DAYS, all));
    }

    private static @Nullable Double conversion(long orders, @Nullable Long sessions) {
        return sessions == null ? null : Amounts.ratio(orders, sessions);
    }

    Uni<List<Seasonality.Month>> months(Filters filters) {
        Sql sql = filters.onlyDays()
                ? between(Sql.of("SELECT to_char(day, 'YYYY-MM') AS month," + SUMS), filters)
                        .add(" GROUP BY 1 ORDER BY 1")
                : HoursOf.months(filters);
        return database.figures(sql, row -> row).map(rows -> {
            long all =
                    rows.stream().mapToLong(row -> Rows.number(row, "orders")).sum();
            return rows.stream().map(row -> month(row, rows.size(), all)).toList();
        });
    }

    private static Seasonality.Month month(Row row, int months, long all) {
        long orders = Rows.number(row, "orders");
        Long sessions = row.getLong("sessions");
        return new Seasonality.Month(
                row.getString("month"),
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                sessions,
                conversion(orders, sessions),
                Amounts.ratio(orders * months, all));
    }

    private static Sql between(Sql sql, Filters days) {
        return sql.addIf(" AND day >= ?", days.from()).addIf(" AND day <= ?", days.to());
    }
}
