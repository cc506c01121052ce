package io.tillstream.query.journeys;

import io.tillstream.contracts.event.MarketingNames;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Journeys of some customers as the cells of journeys, told from their events by the rules of those. Each table is an expression to follow {@code WITH};
 * all begin with {@link #visits}.
 */
final class JourneysOf {

    /** What led to an order goes back 30 days, and a visit may begin the day before. */
    private static final int DAYS_AROUND = 31;

    /** What an address is without: question and anchor, then protocol and host. What is left of the first page. */
    private static final List<String> FIRST_PAGE =
            List.of("[?#].*$", "^((?!://).)*://[^/]*", "^/?(home|index[.]html)?/?$");

    private static final String VISITS = """
            , touches AS (
              SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY who ORDER BY at, kind, event_id) AS visit
                FROM (SELECT *, (at - lag(at) OVER (PARTITION BY who ORDER BY at, kind, event_id) < interval '30 minutes') IS NOT TRUE AS begins
                        FROM of_segment) AS gaps),
            visits AS (
              SELECT who, visit, min(at) AS start,
                     (array_agg(channel ORDER BY at, kind, channel, device))[1] AS channel,
                     (array_agg(device ORDER BY at, kind, channel, device))[1] AS device,
                     coalesce((array_agg(marketing ORDER BY at, marketing COLLATE "C") FILTER (WHERE marketing IS NOT NULL))[1], '%s') AS marketing
                FROM touches GROUP BY who, visit)
            """.formatted(MarketingNames.DIRECT);

    /** Touchpoints by their rank; repeats are one; what follows the first purchase is not part of a path. */
    private static final String PATHS = """
            , moments AS (
              SELECT who, visit, kind, row_number() OVER (PARTITION BY who, visit ORDER BY at, kind) AS n
                FROM (SELECT DISTINCT who, visit, at, kind FROM touches) AS moment),
            ends AS (
              SELECT who, visit, min(n) FILTER (WHERE kind = 7) AS bought, max(n) AS last FROM moments GROUP BY 1, 2),
            followed AS (
              SELECT m.who, m.visit, m.n, m.kind, lag(m.kind) OVER (PARTITION BY m.who, m.visit ORDER BY m.n) AS before
                FROM moments m JOIN ends USING (who, visit)
               WHERE m.n <= 50 AND (bought IS NULL OR m.n < bought)),
            walks AS (
              SELECT v.day, v.channel, v.device, CASE WHEN e.bought IS NULL THEN 'leave' ELSE 'conversion' END AS outcome,
                     coalesce(f.path, '{}') || CASE WHEN coalesce(e.bought - 1, e.last) > 50 THEN '{more}'::text[] ELSE '{}' END AS path
                FROM visit_days v JOIN ends e USING (who, visit)
                LEFT JOIN (SELECT who, visit, array_agg(('{home,page,search,product,cart,checkout,abandon}'::text[])[kind + 1] ORDER BY n) AS path
                             FROM followed WHERE before IS DISTINCT FROM kind
                            GROUP BY 1, 2) AS f USING (who, visit))
            """;

    private static final String ORDERS = """
            , led_by AS (
              SELECT o.who, o.visit AS own, o.at, o.gross_micros, o.order_channel, o.order_device, v.visit, v.start, v.marketing,
                     row_number() OVER (PARTITION BY o.who, o.order_key ORDER BY v.visit) - 1 AS i,
                     count(*) OVER (PARTITION BY o.who, o.order_key) AS visits,
                     lag(v.marketing) OVER (PARTITION BY o.who, o.order_key ORDER BY v.visit) AS before, o.order_key
                FROM (SELECT who, visit, at, gross_micros, channel AS order_channel, device AS order_device,
                             row_number() OVER (PARTITION BY who ORDER BY at, visit) AS order_key
                        FROM touches WHERE kind = 7) AS o
                JOIN visits v ON v.who = o.who AND v.visit BETWEEN o.visit - 49 AND o.visit
                             AND (v.visit = o.visit OR v.start > o.at - interval '720 hours'))
            """;

    private JourneysOf() {}

    /** Visits of the days and of what may have led to orders in them. */
    private static Sql visits(Whose whose, Filters filters, ZoneId zone) {
        Sql bounds = Sql.of("")
                .addIf(" AND e.occurred_at >= ?", start(filters.from(), -DAYS_AROUND, zone))
                .addIf(" AND e.occurred_at < ?", start(filters.to(), DAYS_AROUND + 1, zone));
        return Sql.of(
                        "of_segment AS (SELECT e.who, e.at, e.event_id, coalesce(e.context->>'channel', 'unknown') AS channel,"
                                + " coalesce(e.context->>'device', 'unknown') AS device, " + EventsOf.marketing()
                                + " AS marketing, o.gross_micros, CASE e.action WHEN 'page_view' THEN CASE WHEN"
                                + " regexp_replace(regexp_replace(e.details->>'url', ?, '', 's'), ?, '', 's') ~ ? THEN 0 ELSE 1 END WHEN 'search' THEN 2 WHEN 'view_item' THEN 3 WHEN 'begin_checkout' THEN 5 WHEN 'abandon' THEN 6"
                                + " WHEN 'purchase' THEN 7 ELSE 4 END AS kind FROM ",
                        FIRST_PAGE.toArray())
                .add(EventsOf.of(
                        whose,
                        bounds,
                        "page_view",
                        "search",
                        "view_item",
                        "add_to_cart",
                        "remove_from_cart",
                        "begin_checkout",
                        "abandon",
                        "purchase"))
                .add(
                        " AS e LEFT JOIN orders o ON e.action = 'purchase' AND o.customer_id = e.customer_id AND o.order_id = e.order_id"
                                + " AND o.event_id = e.event_id WHERE e.action <> 'purchase' OR o.order_id IS NOT NULL)")
                .add(VISITS)
                .add(", visit_days AS (SELECT *, (start AT TIME ZONE ?)::date AS day FROM visits)", zone.getId());
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, int days, ZoneId zone) {
        return day == null ? null : day.plusDays(days).atStartOfDay(zone).toOffsetDateTime();
    }

    /** Steps of visits, a row for each day, place and step. */
    static Sql steps(String name, Whose whose, Filters filters, ZoneId zone) {
        return visits(whose, filters, zone)
                .add(PATHS)
                .add(", " + name
                        + " AS (SELECT day, channel, device, jsonb_build_array(jsonb_build_object('from', s.step, 'to', s.next, 'count', count(*)))"
                        + " AS steps FROM walks AS w, LATERAL (SELECT step, lead(step) OVER (ORDER BY n) AS next FROM"
                        + " unnest('{start}'::text[] || w.path || w.outcome) WITH ORDINALITY AS u(step, n)) AS s WHERE s.next IS NOT NULL"
                        + " GROUP BY day, channel, device, s.step, s.next)");
    }

    /** Times to orders, a row each. */
    static Sql times(String name, Whose whose, Filters filters, ZoneId zone) {
        String pair =
                "jsonb_build_array(jsonb_build_object('seconds', floor(extract(epoch FROM at - %s))::bigint, 'count', 1)) AS %s";
        return visits(whose, filters, zone)
                .add(ORDERS)
                .add(
                        ", " + name
                                + " AS (SELECT (at AT TIME ZONE ?)::date AS day, order_channel AS channel, order_device AS device, "
                                + pair.formatted("max(start)", "from_session_start") + ", "
                                + pair.formatted("min(start)", "from_first_touch")
                                + " FROM led_by GROUP BY who, order_key, at, order_channel, order_device)",
                        zone.getId());
    }

    /** Paths, a row for each visit. */
    static Sql paths(String name, Whose whose, Filters filters, ZoneId zone) {
        return visits(whose, filters, zone)
                .add(PATHS)
                .add(", " + name
                        + " AS (SELECT day, channel, device, outcome, array_to_string(CASE WHEN cardinality(path) > 6"
                        + " THEN path[1:6] || 'more'::text ELSE path END, '" + JourneyPath.ARROW
                        + "') AS path, 1 AS sessions FROM walks)");
    }

    /** Orders given to marketing channels, in {@code of_credits}, and steps between channels, in {@code of_steps}. */
    static Sql channels(Whose whose, Filters filters, ZoneId zone) {
        String day = "(at AT TIME ZONE ?)::date AS day";
        return visits(whose, filters, zone)
                .add(ORDERS)
                .add(
                        ", of_credits AS (SELECT " + day
                                + ", marketing AS channel, (i = 0)::int AS first_touch, CASE WHEN i = 0 THEN gross_micros ELSE 0 END AS first_touch_micros,"
                                + " (i = visits - 1)::int AS last_touch, CASE WHEN i = visits - 1 THEN gross_micros ELSE 0 END AS last_touch_micros,"
                                + " 1000000 / visits + (i < 1000000 % visits)::int AS linear_millionths,"
                                + " gross_micros / visits + (i < gross_micros % visits)::int AS linear_micros FROM led_by)",
                        zone.getId())
                .add(
                        ", lost AS (SELECT v.*, lag(v.marketing) OVER turn AS before,"
                                + " coalesce(NOT lag(led) OVER turn AND start - lag(start) OVER turn < interval '720 hours', false) AS goes_on,"
                                + " coalesce(NOT lead(led) OVER turn AND lead(start) OVER turn - start < interval '720 hours', false) AS is_followed"
                                + " FROM (SELECT d.*, EXISTS (SELECT FROM led_by l WHERE l.who = d.who AND l.visit = d.visit) AS led FROM visit_days d) AS v"
                                + " WINDOW turn AS (PARTITION BY who ORDER BY visit)), of_steps AS (SELECT day, from_channel, to_channel, 1 AS count FROM ("
                                + "SELECT " + day + ", coalesce(before, '" + ChannelStep.START
                                + "') AS from_channel, marketing AS to_channel FROM led_by",
                        zone.getId())
                .add(
                        " UNION ALL SELECT " + day + ", marketing, '" + ChannelStep.CONVERSION
                                + "' FROM led_by WHERE i = visits - 1",
                        zone.getId())
                .add(" UNION ALL SELECT day, CASE WHEN goes_on THEN before ELSE '" + ChannelStep.START
                        + "' END, marketing FROM lost WHERE NOT led"
                        + " UNION ALL SELECT day, marketing, '" + ChannelStep.NULL
                        + "' FROM lost WHERE NOT led AND NOT is_followed) AS step"
                        + " WHERE from_channel <> to_channel)");
    }
}
