package io.tillstream.query.communication;

import io.tillstream.query.database.Sql;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.ZoneId;

/** The messages to some customers as cells of communication, told from their events by the rules of those. */
final class MessagesOf {

    private static final String STORIES = """
            , told AS (
              SELECT e.who, e.details->>'message_id' AS message, e.action, e.at, e.appended_at, e.event_id, %s AS channel, %s AS campaign
                FROM of_segment e),
            sendings AS (
              SELECT DISTINCT ON (who, message) who, message, at AS sent_at, channel, campaign
                FROM told WHERE action = 'message_sent' ORDER BY who, message, at, channel || '|' || campaign COLLATE "C"),
            said AS (
              SELECT who, message, bool_or(action = 'message_delivered') AS reported,
                     bool_or(action IN ('message_delivered', 'message_opened', 'message_clicked', 'message_unsubscribed')) AS delivered,
                     bool_or(action IN ('message_opened', 'message_clicked')) AS opened, bool_or(action = 'message_clicked') AS clicked,
                     bool_or(action = 'message_unsubscribed') AS unsubscribed
                FROM told GROUP BY who, message),
            clicks AS (
              SELECT DISTINCT ON (who, at) who, at, message
                FROM told WHERE action = 'message_clicked' ORDER BY who, at, appended_at, event_id),
            in_turn AS (
              SELECT who, at, NULL::bigint AS gross_micros FROM clicks
              UNION ALL SELECT o.who, o.at, o.gross_micros FROM orders_of_segment o),
            last_clicks AS (
              SELECT who, at, gross_micros,
                     max(at) FILTER (WHERE gross_micros IS NULL)
                         OVER (PARTITION BY who ORDER BY at, gross_micros NULLS FIRST ROWS UNBOUNDED PRECEDING) AS clicked_at
                FROM in_turn),
            due AS (
              SELECT c.who, c.message, count(*) AS orders, sum(l.gross_micros) AS gross_micros
                FROM last_clicks l JOIN clicks c ON c.who = l.who AND c.at = l.clicked_at
               WHERE l.gross_micros IS NOT NULL AND l.at - l.clicked_at <= interval '168 hours' GROUP BY 1, 2),
            letters AS (
              SELECT s.who, s.sent_at, s.channel, s.campaign, a.reported::int AS delivery_reports, a.delivered::int AS delivered,
                     a.opened::int AS opened, a.clicked::int AS clicked, a.unsubscribed::int AS unsubscribed,
                     (d.orders IS NOT NULL)::int AS converted, coalesce(d.orders, 0) AS orders, coalesce(d.gross_micros, 0) AS gross_micros,
                     count(*) OVER (PARTITION BY s.who ORDER BY s.sent_at RANGE '167:59:59.999' PRECEDING) AS in_7_days,
                     count(*) OVER (PARTITION BY s.who ORDER BY s.sent_at RANGE '719:59:59.999' PRECEDING) AS in_30_days
                FROM sendings s JOIN said a USING (who, message) LEFT JOIN due d USING (who, message))
            """.formatted(
                    EventsOf.name("coalesce(e.details->>'message_channel', e.context->'campaign'->>'medium')"),
                    EventsOf.name("e.context->'campaign'->>'name'"));

    private MessagesOf() {}

    /** Rows for each message, and for each person, in a table expression of the name given, to follow {@code WITH}. */
    static Sql cells(String name, Whose whose, ZoneId zone) {
        return Sql.of("of_segment AS ")
                .add(EventsOf.of(
                        whose,
                        "message_sent",
                        "message_delivered",
                        "message_opened",
                        "message_clicked",
                        "message_unsubscribed"))
                .add(", orders_of_segment AS ")
                .add(EventsOf.orders(whose, Sql.of("")))
                .add(STORIES)
                .add(
                        ", " + name
                                + " AS (SELECT d.dimension, (l.sent_at AT TIME ZONE ?)::date AS day, l.channel, d.value, 1 AS sent, l.delivered,"
                                + " l.opened, l.clicked, l.converted, l.unsubscribed, l.delivery_reports, l.orders, l.gross_micros"
                                + " FROM letters l, LATERAL (VALUES ('campaign', l.campaign), ('received_7_days', "
                                + band("l.in_7_days") + "), ('received_30_days', " + band("l.in_30_days")
                                + ")) AS d(dimension, value)" + people("people", "'all'", "'all'")
                                + people("people_channel", "channel", "'all'")
                                + people("people_campaign", "channel", "campaign") + ")",
                        zone.getId());
    }

    /** People, by whether any of their messages took a step. */
    private static String people(String dimension, String channel, String value) {
        return " UNION ALL SELECT '" + dimension
                + "', NULL, channel, value, count(*), sum(delivered), sum(opened), sum(clicked),"
                + " sum(converted), sum(unsubscribed), 0, 0, 0 FROM (SELECT " + channel + " AS channel, " + value
                + " AS value, max(delivered) AS delivered, max(opened) AS opened, max(clicked) AS clicked, max(converted) AS converted,"
                + " max(unsubscribed) AS unsubscribed FROM letters GROUP BY who, 1, 2) AS person GROUP BY channel, value";
    }

    private static String band(String messages) {
        return "CASE WHEN " + messages + " >= 15 THEN '15+' WHEN " + messages + " >= 8 THEN '8-14' WHEN " + messages
                + " >= 5 THEN '5-7' WHEN " + messages + " >= 3 THEN '3-4' ELSE (" + messages + ")::text END";
    }
}
