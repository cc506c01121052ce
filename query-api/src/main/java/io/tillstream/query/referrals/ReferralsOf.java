package io.tillstream.query.referrals;

import io.tillstream.query.database.Sql;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.ZoneId;

/**
 * Referrals as cells, of those that some customers sent and of these customers who came by one; told from their events and orders by the rules of the cells
 * of all.
 */
final class ReferralsOf {

    /** What a shop gives for a referral; as the engine does, nothing is taken for money that cannot be. */
    private static final String STORIES = """
            , conversions AS (
              SELECT DISTINCT ON (who) who, at, coalesce(context->>'channel', 'unknown') AS channel,
                     CASE WHEN jsonb_typeof(properties->'reward_value') = 'number' THEN (properties->>'reward_value')::numeric END AS reward,
                     jsonb_exists(properties, 'reward_type') AS rewarded
                FROM of_segment WHERE action = 'referral_converted' AND details->>'referrer_id' IS DISTINCT FROM customer_id
               ORDER BY who, at, appended_at, event_id),
            booked AS (
              SELECT who, at, day, channel, gross_micros, 1 AS orders FROM orders_of_segment
              UNION ALL SELECT who, at, day, channel, -amount_micros, 0 FROM refunds_of_segment),
            first_orders AS (
              SELECT DISTINCT ON (who) who, day, channel FROM orders_of_segment ORDER BY who, at, appended_at, order_id),
            buyers AS (
              SELECT f.who, date_trunc('month', f.day)::date AS month, f.channel, sum(b.orders) AS orders, sum(b.gross_micros) AS net_micros,
                     bool_or(b.orders = 1 AND b.day > f.day AND b.day <= f.day + 90)::int AS returned
                FROM first_orders f JOIN booked b USING (who) GROUP BY f.who, 2, f.channel)
            """;

    private ReferralsOf() {}

    /** The cells, in a table expression of the name given, to follow {@code WITH}. */
    static Sql cells(String name, Whose whose, ZoneId zone) {
        return Sql.of("of_segment AS ")
                .add(EventsOf.of(whose, "referral_sent", "referral_converted"))
                .add(", orders_of_segment AS ")
                .add(EventsOf.orders(whose, Sql.of("")))
                .add(", refunds_of_segment AS ")
                .add(EventsOf.refunds(whose))
                .add(STORIES)
                .add(
                        ", sent_or_came AS (SELECT at, coalesce(context->>'channel', 'unknown') AS channel, 1 AS sent, 0 AS converted, 0 AS bought,"
                                + " 0 AS rewards, 0::bigint AS reward_micros FROM of_segment WHERE action = 'referral_sent'"
                                + " UNION ALL SELECT c.at, c.channel, 0, 1, (b.who IS NOT NULL)::int, (c.rewarded OR c.reward IS NOT NULL)::int,"
                                + " CASE WHEN c.reward > 0 AND c.reward <= 1000000000 THEN round(c.reward * 1000000)::bigint ELSE 0 END"
                                + " FROM conversions c LEFT JOIN buyers b USING (who)), "
                                + name
                                + " AS (SELECT d.dimension, date_trunc('month', s.at AT TIME ZONE ?)::date AS month, d.value, sent, converted, bought, rewards,"
                                + " reward_micros, 0 AS customers, 0 AS returned, 0 AS orders, 0 AS net_micros FROM sent_or_came s,"
                                + " LATERAL (VALUES ('total', 'all'), ('channel', s.channel)) AS d(dimension, value)"
                                + " UNION ALL SELECT CASE WHEN c.who IS NULL THEN 'other' ELSE 'referred' END, b.month, b.channel, 0, 0, 0, 0, 0, 1,"
                                + " b.returned, b.orders, b.net_micros FROM buyers b LEFT JOIN conversions c USING (who))",
                        zone.getId());
    }
}
