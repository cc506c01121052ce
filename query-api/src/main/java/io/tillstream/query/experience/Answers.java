package io.tillstream.query.experience;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.segments.Whose;
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

    /**
     * An answer belongs to the category of the product that it names, else once to each category of the order that it names; what an answer to a survey names stands in the
     * properties of its event.
     */
    private static final String ABOUT =
            " LEFT JOIN events e ON e.customer_id = f.customer_id AND e.occurred_at = f.at AND e.event_id = f.event_id"
                    + " CROSS JOIN LATERAL (SELECT coalesce(f.product_id, e.properties->>'product_id') AS product,"
                    + " coalesce(f.order_id, e.properties->>'order_id') AS purchase) AS said"
                    + " CROSS JOIN LATERAL (SELECT coalesce((SELECT category FROM sales_cells WHERE dimension = 'product' AND period = 'all'"
                    + " AND value = said.product), 'unknown') WHERE said.product IS NOT NULL UNION SELECT l.category FROM order_lines l"
                    + " WHERE said.product IS NULL AND l.customer_id = f.customer_id AND l.order_id = said.purchase) AS p(category)";

    private Answers() {}

    /** A row for each value of what is split by; segments and what else is known of customers are those of now. */
    static Sql counted(Filters filters, @Nullable String by) {
        return Sql.of("SELECT " + value(by) + " AS value" + SUMS)
                .add(from("category".equals(by) || filters.has(Parameter.CATEGORY), ""))
                .add(conditions(filters))
                .add(" GROUP BY 1 ORDER BY 1");
    }

    /** Answers as {@code f}, with their customers as {@code c} and where the shop stands as {@code s}, that the filters leave; what follows SELECT. */
    static Sql matching(Filters filters) {
        return from(filters.has(Parameter.CATEGORY), " LEFT JOIN feedback_statuses s USING (event_id)")
                .add(conditions(filters));
    }

    private static Sql from(boolean withCategory, String more) {
        return Sql.of(" FROM feedback_entries f LEFT JOIN customers c USING (customer_id)" + more
                + (withCategory ? ABOUT : "") + " WHERE true");
    }

    private static Sql conditions(Filters filters) {
        Whose whose = Whose.of(filters, Parameter.CATEGORY);
        return Sql.of("")
                .addIf(" AND p.category = ?", filters.value(Parameter.CATEGORY))
                .add(whose == null ? Sql.of("") : whose.conditions("c"))
                .addIf(" AND f.channel = ?", filters.value(Parameter.CHANNEL))
                .addIf(" AND f.day >= ?", filters.from())
                .addIf(" AND f.day <= ?", filters.to());
    }

    private static String value(@Nullable String by) {
        return switch (by) {
            case "day" -> "f.day::text";
            case "channel" -> "f.channel";
            case "type" -> "f.type";
            case "segment" -> "coalesce(c.segment, 'unknown')";
            case "category" -> "p.category";
            case null, default -> "'all'";
        };
    }
}
