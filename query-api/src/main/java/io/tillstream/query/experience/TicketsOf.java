package io.tillstream.query.experience;

import io.tillstream.query.database.Sql;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.ZoneId;

/** The tickets of some customers as cells of support, told from their events by the rules of those. */
final class TicketsOf {

    /** Said at the same time: an update before a resolution, of updates one that opens it again last. */
    private static final String STORIES = """
            , told AS (
              SELECT e.who, e.details->>'ticket_id' AS ticket, e.at, e.action = 'ticket_opened' AS opening,
                     coalesce(e.context->>'channel', 'unknown') AS channel, coalesce(e.details->>'category', 'unknown') AS category,
                     e.action = 'ticket_resolved' OR coalesce(e.details->>'status', '') IN ('resolved', 'closed') AS resolution,
                     e.action = 'ticket_updated' AND coalesce(e.details->>'status', '') IN ('reopened', 'open') AS reopening,
                     nullif((e.details->>'satisfaction')::int, 0) AS satisfaction
                FROM of_segment e),
            opened AS (
              SELECT DISTINCT ON (who, ticket) who, ticket, at AS opened_at, channel, category
                FROM told WHERE opening ORDER BY who, ticket, at, channel || '|' || category COLLATE "C"),
            steps AS (
              SELECT o.*, t.at, t.resolution, t.reopening, t.satisfaction,
                     max(t.at) FILTER (WHERE t.reopening) OVER (PARTITION BY o.who, o.ticket) AS reopened_at
                FROM opened o LEFT JOIN told t ON t.who = o.who AND t.ticket = o.ticket AND NOT t.opening AND t.at >= o.opened_at),
            stories AS (
              SELECT opened_at, channel, category,
                     min(at) FILTER (WHERE NOT reopening) AS responded_at,
                     min(at) FILTER (WHERE resolution AND (reopened_at IS NULL OR at >= reopened_at)) AS resolved_at,
                     coalesce(max(at) FILTER (WHERE reopening) > min(at) FILTER (WHERE resolution), false) AS reopened,
                     (array_agg(satisfaction ORDER BY at DESC, satisfaction DESC) FILTER (WHERE satisfaction IS NOT NULL))[1] AS satisfaction
                FROM steps GROUP BY who, ticket, opened_at, channel, category)
            """;

    private TicketsOf() {}

    /** A row for each ticket and dimension, in a table expression of the name given, to follow {@code WITH}. */
    static Sql cells(String name, Whose whose, ZoneId zone) {
        return Sql.of("of_segment AS ")
                .add(EventsOf.of(whose, "ticket_opened", "ticket_updated", "ticket_resolved"))
                .add(STORIES)
                .add(
                        ", " + name
                                + " AS (SELECT d.dimension, (s.opened_at AT TIME ZONE ?)::date AS day, d.value, s.channel, s.category, 1 AS tickets_opened,"
                                + " (s.resolved_at IS NOT NULL)::int AS tickets_resolved, s.reopened::int AS tickets_reopened,"
                                + " (s.responded_at IS NOT NULL)::int AS tickets_responded, (s.satisfaction IS NOT NULL)::int AS ticket_answers,"
                                + " coalesce(s.satisfaction >= 4, false)::int AS tickets_satisfied, coalesce(s.satisfaction, 0) AS ticket_satisfaction_sum, "
                                + seconds("s.responded_at") + " AS first_response, " + seconds("s.resolved_at")
                                + " AS resolution"
                                + " FROM stories s, LATERAL (VALUES ('total', 'all'), ('channel', s.channel), ('category', s.category)) AS d(dimension, value))",
                        zone.getId());
    }

    private static String seconds(String until) {
        return "CASE WHEN " + until + " IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('seconds',"
                + " floor(extract(epoch FROM " + until + " - s.opened_at))::bigint, 'count', 1)) END";
    }
}
