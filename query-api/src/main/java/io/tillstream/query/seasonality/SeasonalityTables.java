package io.tillstream.query.seasonality;

import io.smallrye.mutiny.Uni;
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

    SeasonalityTables(Database database) {
        this.database = database;
    }

    /** All 168 hours of the week. */
    public Uni<List<Seasonality.Hour>> hours(Filters days) {
        Sql sql = between(Sql.of("SELECT weekday, hour_of_day," + SUMS), days).add(" GROUP BY 1, 2");
        return database.figures(sql, row -> row).map(SeasonalityTables::week);
    }

    private static List<Seasonality.Hour> week(List<Row> rows) {
        Map<Integer, Row> found = new HashMap<>();
        rows.forEach(row -> found.put(row.getInteger("weekday") * HOURS + row.getInteger("hour_of_day"), row));
        long all = rows.stream().mapToLong(row -> Rows.number(row, "orders")).sum();
        List<Seasonality.Hour> hours = new ArrayList<>();
        for (int weekday = 1; weekday <= DAYS; weekday++) {
            for (int hour = 0; hour < HOURS; hour++) {
                hours.add(hour(weekday, hour, found.get(weekday * HOURS + hour), all));
            }
        }
        return hours;
    }

    private static Seasonality.Hour hour(int weekday, int hour, @Nullable Row row, long all) {
        if (row == null) {
            return new Seasonality.Hour(weekday, hour, 0, 0, 0, 0, null, all == 0 ? null : Double.valueOf(0));
        }
        long orders = Rows.number(row, "orders");
        long sessions = Rows.number(row, "sessions");
        return new Seasonality.Hour(
                weekday,
                hour,
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                sessions,
                Amounts.ratio(orders, sessions),
                Amounts.ratio(orders * HOURS * DAYS, all));
    }

    Uni<List<Seasonality.Month>> months(Filters days) {
        Sql sql = between(Sql.of("SELECT to_char(day, 'YYYY-MM') AS month," + SUMS), days)
                .add(" GROUP BY 1 ORDER BY 1");
        return database.figures(sql, row -> row).map(rows -> {
            long all =
                    rows.stream().mapToLong(row -> Rows.number(row, "orders")).sum();
            return rows.stream().map(row -> month(row, rows.size(), all)).toList();
        });
    }

    private static Seasonality.Month month(Row row, int months, long all) {
        long orders = Rows.number(row, "orders");
        long sessions = Rows.number(row, "sessions");
        return new Seasonality.Month(
                row.getString("month"),
                orders,
                Rows.number(row, "units"),
                Rows.number(row, "gross_micros"),
                sessions,
                Amounts.ratio(orders, sessions),
                Amounts.ratio(orders * months, all));
    }

    private static Sql between(Sql sql, Filters days) {
        return sql.addIf(" AND day >= ?", days.from()).addIf(" AND day <= ?", days.to());
    }
}
