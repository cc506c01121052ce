package io.tillstream.query.experience;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.segments.Whose;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers, feedback and tickets. */
@ApplicationScoped
class ExperienceTables {

    private static final String ANSWERS = sums(
            "nps_answers promoters detractors csat_answers csat_satisfied csat_sum satisfaction_answers satisfaction_sum feedback"
                    + " rated rating_sum positive neutral negative sentiment_sum");

    private static final String TICKETS = sums("tickets_opened tickets_resolved tickets_reopened tickets_responded"
            + " ticket_answers tickets_satisfied ticket_satisfaction_sum");

    private static final String TOTAL = "total";

    /** Texts that topics are drawn from at most, the newest. */
    private static final int MOST_TEXTS = 5_000;

    private final Database database;
    private final BusinessTime time;

    ExperienceTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** What was answered, by day or by the values of a dimension; what the cells do not know, such as segments, is counted from the answers themselves. */
    Uni<List<Satisfaction>> satisfaction(Params params) {
        String by =
                params.oneOf(Parameter.DIMENSION, List.of("total", "day", "channel", "type", "segment", "category"));
        Filters filters = Filters.of(params);
        if ("segment".equals(by)
                || "category".equals(by)
                || Whose.of(filters) != null
                || filters.has(Parameter.CHANNEL) && "type".equals(by)) {
            return database.figures(Answers.counted(filters, by), Satisfaction::of);
        }
        Sql sql = Sql.of("SELECT " + value(by) + " AS value" + ANSWERS + " FROM experience_cells WHERE")
                .add(conditions(filters, by))
                .add(" AND nps_answers + csat_answers + satisfaction_answers + feedback > 0 GROUP BY 1 ORDER BY 1");
        return database.figures(sql, Satisfaction::of);
    }

    /** Tickets, by day or by the values of a dimension; those of some customers, and of a category in a channel, are counted from their events. */
    Uni<List<Support>> support(Params params) {
        String by = params.oneOf(Parameter.DIMENSION, List.of("total", "day", "channel", "category"));
        Filters filters = Filters.of(params);
        Whose whose = Whose.of(filters, Parameter.CATEGORY);
        boolean told = whose != null || !isInCells(filters, by);
        Sql chosen = Sql.of("WITH ");
        if (told) {
            chosen.add(TicketsOf.cells("tickets", whose == null ? Whose.ALL : whose, time.zone()))
                    .add(", ");
        }
        chosen.add("chosen AS (SELECT " + value(by) + " AS shown, * FROM " + (told ? "tickets" : "experience_cells")
                        + " WHERE")
                .add(told ? ofTickets(filters, by) : conditions(filters, by))
                .add(" AND tickets_opened > 0) ");
        Sql sql = chosen.add("SELECT c.shown AS value" + TICKETS + quantile("first_response", "response_median", 0.5)
                + quantile("first_response", "response_p90", 0.9) + quantile("resolution", "resolution_median", 0.5)
                + quantile("resolution", "resolution_p90", 0.9) + " FROM chosen c GROUP BY 1 ORDER BY 1");
        return database.figures(sql, Support::of);
    }

    /** The smallest duration that at least this share of all does not exceed (nearest rank), over all cells of one row. */
    private static String quantile(String column, String name, double share) {
        return ", (SELECT min(seconds) FROM (SELECT seconds, sum(count) OVER (ORDER BY seconds) AS seen, sum(count) OVER () AS total"
                + " FROM (SELECT (d->>'seconds')::bigint AS seconds, sum((d->>'count')::bigint) AS count FROM chosen k,"
                + " jsonb_array_elements(k." + column
                + ") d WHERE k.shown = c.shown GROUP BY 1) AS v) AS w WHERE seen >= ceil("
                + share + " * total))::bigint AS " + name;
    }

    /** Which customers bought again within 90 days of each NPS answer, by what they answered. */
    Uni<List<NpsRetention>> retention(Params params) {
        Filters days = Filters.of(params);
        Sql sql = Sql.of(
                        "WITH answers AS (SELECT f.customer_id, f.at, CASE WHEN f.score >= 9 THEN 'promoters' WHEN f.score >= 7 THEN"
                                + " 'passives' ELSE 'detractors' END AS answered")
                .add(Answers.matching(days))
                .add(" AND f.type = 'nps'")
                .add(" AND f.at + interval '90 days' <= (SELECT max(last_seen_at) FROM customers))"
                        + " SELECT answered, count(*) AS answers, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM orders o WHERE"
                        + " o.customer_id = a.customer_id AND o.occurred_at > a.at AND o.occurred_at <= a.at + interval '90 days'))"
                        + " AS returned FROM answers a GROUP BY 1 ORDER BY 1 DESC");
        return database.figures(
                sql,
                row -> new NpsRetention(
                        row.getString("answered"),
                        Share.of(Rows.number(row, "returned"), Rows.number(row, "answers"))));
    }

    /** What was answered and written, newest first. */
    Uni<Page<FeedbackRow>> feedback(Params params, int limit) {
        return database.figures(entries(params, limit + 1), FeedbackRow::of)
                .map(rows -> Page.of(rows, limit, row -> Cursor.write(Cursor.key(row.at()), row.eventId())));
    }

    /** The same as one table. */
    Multi<FeedbackRow> allFeedback(Params params, int limit) {
        return database.stream(entries(params, limit), FeedbackRow::of);
    }

    /** What the newest texts are about. */
    Uni<FeedbackTopics> topics(Params params, int limit) {
        Sql newest = matching(params)
                .add(" AND f.text IS NOT NULL ORDER BY f.at DESC, f.event_id DESC LIMIT ?", MOST_TEXTS + 1);
        return database.made(
                "topics " + limit, newest, FeedbackTopics.class, () -> database.list(newest, FeedbackRow::of)
                        .map(rows -> FeedbackTopics.of(
                                rows.subList(0, Math.min(MOST_TEXTS, rows.size())), rows.size() <= MOST_TEXTS, limit)));
    }

    private static Sql entries(Params params, int limit) {
        Sql sql = matching(params);
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            sql.add(" AND (f.at, f.event_id) < (?, ?)", Cursor.time(after.get(0)), after.get(1));
        }
        return sql.add(" ORDER BY f.at DESC, f.event_id DESC LIMIT ?", limit);
    }

    private static Sql matching(Params params) {
        return Sql.of(
                        "SELECT f.*, c.segment, coalesce(s.status, 'new') AS status, coalesce(s.version, 0) AS status_version")
                .add(Answers.matching(Filters.of(params)))
                .addIf(" AND coalesce(s.status, 'new') = ?", params.text(Parameter.STATUS))
                .addIf(" AND f.customer_id = ?", params.text(Parameter.CUSTOMER))
                .addIf(" AND f.product_id = ?", params.text(Parameter.PRODUCT))
                .addIf(" AND f.type = ?", params.text(Parameter.TYPE))
                .addIf(" AND f.mood = ?", params.text(Parameter.MOOD));
    }

    /** Cells know a channel or a category, and are split by the same or by nothing. */
    private static boolean isInCells(Filters filters, @Nullable String by) {
        String split = split(by);
        return split.equals(TOTAL)
                ? !(filters.has(Parameter.CHANNEL) && filters.has(Parameter.CATEGORY))
                : !filters.has(split.equals("channel") ? Parameter.CATEGORY : Parameter.CHANNEL);
    }

    private static String split(@Nullable String by) {
        return by == null || by.equals("day") ? TOTAL : by;
    }

    private static Sql conditions(Filters filters, @Nullable String by) {
        String channel = filters.value(Parameter.CHANNEL);
        String category = filters.value(Parameter.CATEGORY);
        String dimension = channel != null ? "channel" : category != null ? "category" : split(by);
        return days(Sql.of(" dimension = ?", dimension), filters)
                .addIf(" AND value = ?", channel)
                .addIf(" AND value = ?", category);
    }

    private static Sql ofTickets(Filters filters, @Nullable String by) {
        return days(Sql.of(" dimension = ?", split(by)), filters)
                .addIf(" AND channel = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND category = ?", filters.value(Parameter.CATEGORY));
    }

    private static Sql days(Sql sql, Filters filters) {
        return sql.addIf(" AND day >= ?", filters.from()).addIf(" AND day <= ?", filters.to());
    }

    private static String value(@Nullable String by) {
        if (by == null || by.equals(TOTAL)) {
            return "'all'";
        }
        return by.equals("day") ? "day::text" : "value";
    }

    private static String sums(String columns) {
        StringBuilder sums = new StringBuilder();
        for (String column : columns.split(" ")) {
            sums.append(", sum(").append(column).append(")::bigint AS ").append(column);
        }
        return sums.toString();
    }
}
