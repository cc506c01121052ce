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
import io.tillstream.query.request.Problem;
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
        if ("segment".equals(by) || "category".equals(by) || params.text(Parameter.SEGMENT) != null) {
            return database.figures(Answers.counted(params, by), Satisfaction::of);
        }
        Sql sql = Sql.of("SELECT " + value(by) + " AS value" + ANSWERS + " FROM experience_cells WHERE")
                .add(conditions(params, by))
                .add(" AND nps_answers + csat_answers + satisfaction_answers + feedback > 0 GROUP BY 1 ORDER BY 1");
        return database.figures(sql, Satisfaction::of);
    }

    /** Tickets, by day or by the values of a dimension; those of a segment are counted from their events. */
    Uni<List<Support>> support(Params params) {
        String by = params.oneOf(Parameter.DIMENSION, List.of("total", "day", "channel", "category"));
        String segment = params.text(Parameter.SEGMENT);
        String cells = segment == null ? "experience_cells" : "cells";
        Sql chosen = segment == null
                ? Sql.of("WITH ")
                : Sql.of("WITH ")
                        .add(SegmentTickets.cells(cells, segment, time.zone()))
                        .add(", ");
        chosen.add("chosen AS (SELECT " + value(by) + " AS shown, * FROM " + cells + " WHERE")
                .add(conditions(params, by))
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
                        "WITH answers AS (SELECT customer_id, at, CASE WHEN score >= 9 THEN 'promoters' WHEN score >= 7 THEN"
                                + " 'passives' ELSE 'detractors' END AS answered FROM feedback_entries WHERE type = 'nps'")
                .addIf(" AND day >= ?", days.from())
                .addIf(" AND day <= ?", days.to())
                .addIf(" AND channel = ?", days.value(Parameter.CHANNEL))
                .addIf(
                        " AND customer_id IN (SELECT customer_id FROM customers WHERE segment = ?)",
                        days.value(Parameter.SEGMENT))
                .add(" AND at + interval '90 days' <= (SELECT max(last_seen_at) FROM customers))"
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
        Filters filters = Filters.of(params);
        return Sql.of(
                        "SELECT f.*, c.segment FROM feedback_entries f LEFT JOIN customers c USING (customer_id) WHERE true")
                .addIf(" AND f.day >= ?", filters.from())
                .addIf(" AND f.day <= ?", filters.to())
                .addIf(" AND f.channel = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND c.segment = ?", filters.value(Parameter.SEGMENT))
                .addIf(" AND f.customer_id = ?", params.text(Parameter.CUSTOMER))
                .addIf(" AND f.product_id = ?", params.text(Parameter.PRODUCT))
                .addIf(" AND f.type = ?", params.text(Parameter.TYPE))
                .addIf(" AND f.mood = ?", params.text(Parameter.MOOD));
    }

    private static Sql conditions(Params params, @Nullable String by) {
        Filters filters = Filters.of(params);
        String channel = filters.value(Parameter.CHANNEL);
        String split = by == null || by.equals("day") ? "total" : by;
        if (channel != null && !split.equals("total") && !split.equals("channel")) {
            throw Problem.invalid(Parameter.CHANNEL.wireName(), "not together with dimension " + split);
        }
        String dimension = channel != null ? "channel" : split;
        return Sql.of(" dimension = ?", dimension)
                .addIf(" AND value = ?", channel)
                .addIf(" AND day >= ?", filters.from())
                .addIf(" AND day <= ?", filters.to());
    }

    private static String value(@Nullable String by) {
        if (by == null || by.equals("total")) {
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
