package io.tillstream.query.acquisition;

import io.tillstream.query.database.Sql;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.ZoneId;

/**
 * How some customers came and what they brought, as cells of acquisition; told from their first touch, visits and orders by the rules of the cells of all.
 * Advertising is paid for all, so that these cells know no spending.
 */
final class TouchesOf {

    private static final String STORIES = """
            , visits AS (SELECT who, min(at) AS at FROM of_segment GROUP BY 1),
            booked AS (
              SELECT who, date_trunc('month', day)::date AS month, gross_micros, 1 AS orders FROM orders_of_segment
              UNION ALL SELECT who, date_trunc('month', day)::date, -amount_micros, 0 FROM refunds_of_segment),
            buyers AS (SELECT who, min(month) AS cohort FROM booked WHERE orders = 1 GROUP BY 1),
            told AS (
              SELECT v.who, date_trunc('month', v.at AT TIME ZONE ?)::date AS cohort, 0 AS months_since, 1 AS visitors,
                     (b.who IS NOT NULL)::int AS converted, 0 AS customers, 0::bigint AS revenue_micros
                FROM visits v LEFT JOIN buyers b USING (who)
              UNION ALL SELECT who, cohort, 0, 0, 0, 1, 0 FROM buyers
              UNION ALL
              SELECT b.who, f.cohort, greatest(0, (extract(year FROM age(b.month, f.cohort)) * 12 + extract(month FROM age(b.month, f.cohort)))::int),
                     0, 0, 0, b.gross_micros
                FROM booked b JOIN buyers f USING (who))
            """;

    private TouchesOf() {}

    /** The cells, in a table expression of the name given, to follow {@code WITH}. */
    static Sql cells(String name, Whose whose, ZoneId zone) {
        return Sql.of("of_segment AS ")
                .add(EventsOf.of(
                        whose,
                        "page_view",
                        "view_item",
                        "search",
                        "add_to_cart",
                        "remove_from_cart",
                        "begin_checkout",
                        "purchase",
                        "abandon"))
                .add(", orders_of_segment AS ")
                .add(EventsOf.orders(whose, Sql.of("")))
                .add(", refunds_of_segment AS ")
                .add(EventsOf.refunds(whose))
                .add(STORIES, zone.getId())
                .add(
                        ", " + name
                                + " AS (SELECT t.*, c.first_touch_channel AS channel, c.first_touch_campaign AS campaign, 0 AS spend_micros"
                                + " FROM told t JOIN customers c ON c.customer_id = t.who WHERE c.first_touch_channel IS NOT NULL)");
    }
}
