package io.tillstream.query.experience;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import org.jspecify.annotations.Nullable;

/** Counts answers and feedback one by one, by the same rules as their cells, for questions about who answered or what was bought. */
final class Answers {

    private static final String SUMS = ", count(*) FILTER (WHERE f.type = 'nps') AS nps_answers,"
            + " count(*) FILTER (WHERE f.type = 'nps' AND f.score >= 9) AS promoters,"
            + " count(*) FILTER (WHERE f.type = 'nps' AND f.score <= 6) AS detractors,"
            + " count(*) FILTER (WHERE f.type = 'csat') AS csat_answers,"
            + " count(*) FILTER (WHERE f.type = 'csat' AND f.score >= 4) AS csat_satisfied,"
            + " coalesce(sum(f.score) FILTER (WHERE f.type = 'csat'), 0) AS csat_sum,"
            + " count(*) FILTER (WHERE f.type = 'satisfaction') AS satisfaction_answers,"
            + " coalesce(sum(f.score) FILTER (WHERE f.type = 'satisfaction'), 0) AS satisfaction_sum,"
            + " count(*) FILTER (WHERE f.type NOT IN ('nps', 'csat', 'satisfaction')) AS feedback,"
            + " count(f.rating) AS rated, coalesce(sum(f.rating), 0) AS rating_sum,"
            + " count(*) FILTER (WHERE f.mood = 'positive') AS positive,"
            + " count(*) FILTER (WHERE f.mood = 'neutral') AS neutral,"
            + " count(*) FILTER (WHERE f.mood = 'negative') AS negative,"
            + " coalesce(sum(round(f.sentiment * 10000)), 0)::bigint AS sentiment_sum";

    private Answers() {}

    /** A row for each value of what is split by; segments and categories are those of now. */
    static Sql counted(Params params, @Nullable String by) {
        Filters filters = Filters.of(params);
        return Sql.of("SELECT " + value(by) + " AS value" + SUMS
                        + " FROM feedback_entries f LEFT JOIN customers c USING (customer_id)")
                .add(
                        "category".equals(by)
                                ? " LEFT JOIN sales_cells p ON p.dimension = 'product' AND p.period = 'all' AND p.value = f.product_id"
                                        + " WHERE f.product_id IS NOT NULL"
                                : " WHERE true")
                .addIf(" AND c.segment = ?", filters.value(Parameter.SEGMENT))
                .addIf(" AND f.channel = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND f.day >= ?", filters.from())
                .addIf(" AND f.day <= ?", filters.to())
                .add(" GROUP BY 1 ORDER BY 1");
    }

    private static String value(@Nullable String by) {
        return switch (by) {
            case "day" -> "f.day::text";
            case "channel" -> "f.channel";
            case "type" -> "f.type";
            case "segment" -> "coalesce(c.segment, 'unknown')";
            case "category" -> "coalesce(p.category, 'unknown')";
            case null, default -> "'all'";
        };
    }
}
