package io.tillstream.query.forecast;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads forecasts. */
@ApplicationScoped
public class ForecastTables {

    private static final OutputJson<SalesForecast> JSON = OutputJson.of(SalesForecast.class);

    private final Database database;

    ForecastTables(Database database) {
        this.database = database;
    }

    /** The newest forecast, if there is one. */
    Uni<Optional<SalesForecast>> forecast(String dimension, String value) {
        return database.figures(
                        Sql.of(
                                "SELECT forecast::text AS forecast FROM sales_forecasts WHERE dimension = ? AND value = ?",
                                dimension,
                                value),
                        row -> JSON.read(row.getString("forecast").getBytes(StandardCharsets.UTF_8)))
                .map(rows -> rows.stream().findFirst());
    }

    /** The categories that days are forecast of, by name. */
    Uni<List<String>> categories() {
        return database.figures(
                Sql.of("SELECT value FROM sales_forecasts WHERE dimension = 'category'"
                        + " AND forecast -> 'days' <> '[]' ORDER BY value"),
                row -> row.getString("value"));
    }

    /** Gross sales of every day from the one to the other. */
    Uni<List<DayGross>> sold(String dimension, String value, LocalDate from, LocalDate through) {
        Sql sql = Sql.of(
                "SELECT days.day::date AS day, coalesce(gross_micros, 0) AS gross_micros"
                        + " FROM generate_series(?::date, ?::date, interval '1 day') AS days(day)"
                        + " LEFT JOIN sales_cells AS c ON c.day = days.day::date AND c.period = 'day' AND c.dimension = ?"
                        + " AND c.value = ? ORDER BY 1",
                from,
                through,
                dimension,
                value);
        return database.figures(sql, row -> new DayGross(row.getLocalDate("day"), Rows.number(row, "gross_micros")));
    }
}
