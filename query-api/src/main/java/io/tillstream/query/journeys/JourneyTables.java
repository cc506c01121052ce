package io.tillstream.query.journeys;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.segments.Whose;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads journeys. */
@ApplicationScoped
class JourneyTables {

    /** Ends of the spans that times to orders are counted in, in seconds: minutes, hours and days that people tell apart. */
    private static final List<Long> TIMES =
            List.of(60L, 300L, 900L, 1_800L, 3_600L, 21_600L, 86_400L, 259_200L, 604_800L, 1_209_600L);

    private final Database database;
    private final BusinessTime time;

    JourneyTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** Where sessions led, and how long orders took. */
    Uni<Journeys> journeys(Params params) {
        Filters filters = Filters.of(params);
        Sql steps = chosen(filters, JourneysOf::steps)
                .add("SELECT s.step->>'from' AS from_step, s.step->>'to' AS to_step,"
                        + " sum((s.step->>'count')::bigint)::bigint AS count"
                        + " FROM chosen, jsonb_array_elements(steps) AS s(step) GROUP BY 1, 2");
        return database.figures(
                        steps,
                        row -> new Journeys.Counted(
                                row.getString("from_step"), row.getString("to_step"), Rows.number(row, "count")))
                .flatMap(counted -> database.figures(bins(filters), JourneyTables::counted)
                        .flatMap(bins -> database.figure(times(filters), row -> times(row, bins))
                                .map(times -> Journeys.of(counted, times))));
    }

    /** Those columns of the cells that a question needs. */
    private interface OfSome {
        Sql cells(String name, Whose whose, Filters filters, ZoneId zone);
    }

    /** The cells of the days and places asked for; of some customers, counted from their events. */
    private Sql chosen(Filters filters, OfSome part) {
        Whose whose = Whose.of(filters);
        String table = whose == null ? "journey_cells" : "of_journeys";
        Sql sql = whose == null
                ? Sql.of("WITH ")
                : Sql.of("WITH ")
                        .add(part.cells(table, whose, filters, time.zone()))
                        .add(", ");
        return places(sql.add("chosen AS (SELECT * FROM " + table + " WHERE true"), filters)
                .add(") ");
    }

    private static Sql places(Sql sql, Filters filters) {
        return sql.addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to())
                .addIf(" AND channel = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND device = ?", filters.value(Parameter.DEVICE));
    }

    private Sql times(Filters filters) {
        return chosen(filters, JourneysOf::times)
                .add("SELECT (SELECT coalesce(sum((d->>'count')::bigint), 0)::bigint FROM chosen,"
                        + " jsonb_array_elements(from_session_start) d) AS orders"
                        + quantile("from_session_start", "session_median", 0.5)
                        + quantile("from_session_start", "session_p90", 0.9)
                        + quantile("from_first_touch", "first_median", 0.5)
                        + quantile("from_first_touch", "first_p90", 0.9));
    }

    /** The smallest duration that at least this share of all does not exceed (nearest rank). */
    private static String quantile(String column, String name, double share) {
        return ", (SELECT min(seconds) FROM (SELECT seconds, sum(count) OVER (ORDER BY seconds) AS seen, sum(count) OVER () AS total"
                + " FROM (SELECT (d->>'seconds')::bigint AS seconds, sum((d->>'count')::bigint) AS count FROM chosen,"
                + " jsonb_array_elements(" + column + ") d GROUP BY 1) AS v) AS w WHERE seen >= ceil(" + share
                + " * total))::bigint AS " + name;
    }

    /** Orders by both times; spans without orders are left out. */
    private Sql bins(Filters filters) {
        String ends = TIMES.stream().map(String::valueOf).collect(Collectors.joining(",", "array[", "]::bigint[]"));
        return chosen(filters, JourneysOf::times)
                .add(
                        ", times AS (SELECT d, 1 AS own FROM chosen, jsonb_array_elements(from_session_start) d UNION ALL"
                                + " SELECT d, 0 FROM chosen, jsonb_array_elements(from_first_touch) d) SELECT"
                                + " width_bucket((d->>'seconds')::bigint, " + ends + ") AS bin,"
                                + " coalesce(sum((d->>'count')::bigint) FILTER (WHERE own = 1), 0)::bigint AS session,"
                                + " coalesce(sum((d->>'count')::bigint) FILTER (WHERE own = 0), 0)::bigint AS first FROM times GROUP BY 1");
    }

    private record Counted(int bin, long session, long first) {}

    private static Counted counted(Row row) {
        return new Counted(row.getInteger("bin"), Rows.number(row, "session"), Rows.number(row, "first"));
    }

    private static List<Journeys.Bin> distribution(List<Counted> counted) {
        Map<Integer, Counted> byBin = counted.stream().collect(Collectors.toMap(Counted::bin, Function.identity()));
        List<Journeys.Bin> bins = new ArrayList<>();
        for (int i = 0; i <= TIMES.size(); i++) {
            Counted bin = byBin.getOrDefault(i, new Counted(i, 0, 0));
            bins.add(new Journeys.Bin(i < TIMES.size() ? TIMES.get(i) : null, bin.session, bin.first));
        }
        return bins;
    }

    private static Journeys.TimeToPurchase times(Row row, List<Counted> bins) {
        return new Journeys.TimeToPurchase(
                Rows.number(row, "orders"),
                row.getLong("session_median"),
                row.getLong("session_p90"),
                row.getLong("first_median"),
                row.getLong("first_p90"),
                distribution(bins));
    }

    /** The paths that most sessions took. */
    Uni<List<PathRow>> paths(Params params, int limit) {
        Filters filters = Filters.of(params);
        String outcome = params.text(Parameter.OUTCOME);
        Whose whose = Whose.of(filters);
        String table = whose == null ? "journey_paths" : "of_paths";
        Sql with = whose == null
                ? Sql.of("WITH ")
                : Sql.of("WITH ")
                        .add(JourneysOf.paths(table, whose, filters, time.zone()))
                        .add(", ");
        Sql sql = places(
                        with.add("counted AS (SELECT path, outcome, sum(sessions)::bigint AS sessions FROM " + table
                                + " WHERE sessions > 0"),
                        filters)
                .addIf(" AND outcome = ?", outcome)
                .add(
                        " GROUP BY 1, 2), shown AS (SELECT *, sum(sessions) OVER () AS total, sum(sessions) OVER (PARTITION BY path)"
                                + " AS alike, coalesce(sum(sessions) FILTER (WHERE outcome = 'conversion') OVER (PARTITION BY path), 0)"
                                + " AS converted FROM counted) SELECT path, outcome, sessions, (sessions / total)::double precision AS share,"
                                + " (converted / alike)::double precision AS rate FROM shown ORDER BY sessions DESC, path, outcome LIMIT ?",
                        limit);
        return database.figures(
                sql,
                row -> new PathRow(
                        steps(row.getString("path")),
                        row.getString("outcome"),
                        Rows.number(row, "sessions"),
                        row.getDouble("share"),
                        outcome == null ? row.getDouble("rate") : null));
    }

    private static List<String> steps(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split(JourneyPath.ARROW));
    }

    /** Which marketing channels led to orders. */
    Uni<Attribution> attribution(Params params) {
        Filters filters = Filters.of(params);
        Sql credits = days(
                        channels(filters)
                                .add("SELECT channel, sum(first_touch)::bigint AS first_touch,"
                                        + " sum(first_touch_micros)::bigint AS first_touch_micros, sum(last_touch)::bigint AS last_touch,"
                                        + " sum(last_touch_micros)::bigint AS last_touch_micros,"
                                        + " sum(linear_millionths)::bigint AS linear_millionths, sum(linear_micros)::bigint AS linear_micros"
                                        + " FROM " + (Whose.of(filters) != null ? "of_credits" : "channel_credits")
                                        + " WHERE linear_millionths + first_touch + last_touch > 0"),
                        filters)
                .add(" GROUP BY 1");
        Sql steps = days(
                        channels(filters)
                                .add("SELECT from_channel, to_channel, sum(count)::bigint AS count FROM "
                                        + (Whose.of(filters) != null ? "of_steps" : "channel_steps")
                                        + " WHERE count > 0"),
                        filters)
                .add(" GROUP BY 1, 2 ORDER BY 1, 2");
        return database.figures(credits, JourneyTables::credit).flatMap(given -> database.figures(
                        steps,
                        row -> new RemovalEffects.Step(
                                row.getString("from_channel"), row.getString("to_channel"), Rows.number(row, "count")))
                .map(chain -> Attribution.of(given, chain)));
    }

    /** The tables of some customers, which are not stored, in expressions; nothing when all are asked for. */
    private Sql channels(Filters filters) {
        Whose whose = Whose.of(filters);
        return whose == null
                ? Sql.of("")
                : Sql.of("WITH ")
                        .add(JourneysOf.channels(whose, filters, time.zone()))
                        .add(" ");
    }

    private static Sql days(Sql sql, Filters filters) {
        return sql.addIf(" AND day >= ?", filters.from()).addIf(" AND day <= ?", filters.to());
    }

    private static Attribution.Credit credit(Row row) {
        return new Attribution.Credit(
                row.getString("channel"),
                Rows.number(row, "first_touch"),
                Rows.number(row, "first_touch_micros"),
                Rows.number(row, "last_touch"),
                Rows.number(row, "last_touch_micros"),
                Rows.number(row, "linear_millionths"),
                Rows.number(row, "linear_micros"));
    }
}
