package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The statement for everything a customer did and everything decided about them, newest first. Each source gives no more rows than the page has, so that a page
 * of a customer with many events costs little; sessions alone are made of all events in the days asked for.
 */
final class Timeline {

    private static final String SESSION_ACTIONS =
            "('page_view', 'search', 'view_item', 'add_to_cart', 'remove_from_cart', 'begin_checkout', 'purchase', 'abandon')";

    /** What follows id, kind, action and at, where there is no event. */
    private static final String NO_EVENT = "NULL::text AS event_id, NULL::text AS session_id, ";

    /** The customer's events, with those from when they were an anonymous visitor. */
    private static final String OWN = "customer_id = ANY(ARRAY[?::text]"
            + " || ARRAY(SELECT visitor_id FROM identities WHERE customer_ids @> ARRAY[?::text]))"
            + " AND person(customer_id, occurred_at) = ?";

    private static final List<String> DECIDED = List.of("session", "cart_outcome", "segment", "membership");

    private final String customer;
    private final @Nullable String kind;
    private final @Nullable String action;
    private final @Nullable OffsetDateTime from;
    private final @Nullable OffsetDateTime to;
    private final @Nullable List<String> after;
    private final int rows;

    private Timeline(String customer, Params params, ZoneId zone, int rows) {
        List<String> kinds = new ArrayList<>(EventKind.wireNames());
        kinds.addAll(DECIDED);
        Filters days = Filters.of(params);
        LocalDate last = days.to();
        this.customer = customer;
        this.kind = params.oneOf(Parameter.KIND, kinds);
        this.action = params.text(Parameter.ACTION);
        this.from = start(days.from(), zone);
        this.to = start(last == null ? null : last.plusDays(1), zone);
        this.after = Cursor.read(params, 2);
        this.rows = rows;
        if (action != null && kind != null && DECIDED.contains(kind)) {
            throw Problem.combination(Parameter.ACTION.wireName(), "only with kinds of events");
        }
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toOffsetDateTime();
    }

    /**
     * @param zone whose days the filters mean
     * @param rows at most so many
     */
    static Sql of(String customer, Params params, ZoneId zone, int rows) {
        return new Timeline(customer, params, zone, rows).statement();
    }

    private Sql statement() {
        Sql sql = Sql.of("WITH entries AS (").add(part(events()));
        if (isAsked("segment")) {
            sql.add(" UNION ALL ").add(part(transitions()));
        }
        if (isAsked("membership")) {
            sql.add(" UNION ALL ").add(part(memberships()));
        }
        if (isAsked("cart_outcome")) {
            sql.add(" UNION ALL ").add(part(carts()));
        }
        if (isAsked("session")) {
            sql.add(" UNION ALL ").add(part(sessions()));
        }
        return sql.add(
                        ") SELECT e.*, (SELECT f.text FROM feedback_entries f WHERE f.customer_id = ? AND f.at = e.at"
                                + " AND f.event_id = e.event_id LIMIT 1) AS text FROM entries e",
                        customer)
                .add(" ORDER BY e.at DESC, e.id DESC LIMIT ?", rows);
    }

    private boolean isAsked(String decided) {
        return action == null && (kind == null || kind.equals(decided));
    }

    /** What of a source comes after the last page, and no more than one page of it. */
    private Sql part(Sql source) {
        Sql part = Sql.of("(SELECT * FROM (").add(source).add(") AS s WHERE true");
        part.addIf(" AND at >= ?", from).addIf(" AND at < ?", to);
        if (after != null) {
            OffsetDateTime time = Cursor.time(after.get(0));
            part.add(" AND at <= ? AND (at, id) < (?, ?)", time, time, after.get(1));
        }
        return part.add(" ORDER BY at DESC, id DESC LIMIT ?)", rows);
    }

    private Sql events() {
        Sql sql = Sql.of(
                "SELECT 'event:' || event_id AS id, " + EventKind.expression()
                        + " AS kind, action, occurred_at AS at, event_id,"
                        + " session_id, order_id, cart_id, value_micros, items::text AS items, context::text AS context,"
                        + " details::text AS details, properties::text AS properties FROM events WHERE "
                        + OWN,
                customer,
                customer,
                customer);
        if (kind != null) {
            sql.add(
                    DECIDED.contains(kind)
                            ? " AND false"
                            : " AND "
                                    + EventKind.valueOf(kind.toUpperCase(Locale.ROOT))
                                            .condition());
        }
        return sql.addIf(" AND action = ?", action);
    }

    private Sql transitions() {
        return Sql.of(
                "SELECT 'segment:' || source_partition || ':' || source_offset AS id, 'segment' AS kind, 'segment_moved' AS action, at, "
                        + NO_EVENT
                        + "NULL::text AS order_id, NULL::text AS cart_id, NULL::bigint AS value_micros, NULL::text AS items, NULL::text AS context,"
                        + " jsonb_strip_nulls(jsonb_build_object('from_segment', from_segment, 'to_segment', to_segment, 'from_label',"
                        + " from_label, 'to_label', to_label, 'cause', cause))::text AS details, NULL::text AS properties"
                        + " FROM segment_transitions WHERE customer_id = ?",
                customer);
    }

    private Sql memberships() {
        return Sql.of(
                "SELECT 'membership:' || source_partition || ':' || source_offset AS id, 'membership' AS kind, 'segment_' || change AS action,"
                        + " at, " + NO_EVENT
                        + "NULL::text AS order_id, NULL::text AS cart_id, NULL::bigint AS value_micros, NULL::text AS items, NULL::text AS context,"
                        + " jsonb_build_object('segment_id', segment_id, 'segment_name', segment_name)::text AS details,"
                        + " NULL::text AS properties FROM segment_memberships WHERE customer_id = ?",
                customer);
    }

    private Sql carts() {
        return Sql.of(
                "SELECT 'cart:' || cart_key AS id, 'cart_outcome' AS kind, 'cart_' || state AS action, changed_at AS at, "
                        + NO_EVENT
                        + "order_id, cart_id, value_micros, items::text AS items, NULL::text AS context,"
                        + " jsonb_build_object('opened_at', opened_at)::text AS details, NULL::text AS properties"
                        + " FROM carts WHERE customer_id = ?",
                customer);
    }

    /** Events with no gap of 30 minutes, as they lie in time; of those the filters leave. */
    private Sql sessions() {
        Sql steps = Sql.of(
                        "SELECT occurred_at, event_id, session_id, action, value_micros, CASE WHEN occurred_at - lag(occurred_at) OVER"
                                + " (ORDER BY occurred_at, event_id) < interval '30 minutes' THEN 0 ELSE 1 END AS begins"
                                + " FROM events WHERE " + OWN + " AND action IN " + SESSION_ACTIONS,
                        customer,
                        customer,
                        customer)
                .addIf(" AND occurred_at >= ?", from)
                .addIf(" AND occurred_at < ?", to);
        return Sql.of(
                        "SELECT 'session:' || (array_agg(event_id ORDER BY occurred_at, event_id))[1] AS id, 'session' AS kind,"
                                + " 'session' AS action, min(occurred_at) AS at, NULL::text AS event_id, min(session_id) AS session_id,"
                                + " NULL::text AS order_id, NULL::text AS cart_id, NULL::bigint AS value_micros, NULL::text AS items,"
                                + " NULL::text AS context, jsonb_build_object('events', count(*), 'seconds', extract(epoch FROM"
                                + " max(occurred_at) - min(occurred_at))::bigint, 'views', count(*) FILTER (WHERE action = 'view_item'),"
                                + " 'orders', count(*) FILTER (WHERE action = 'purchase'))::text AS details, NULL::text AS properties"
                                + " FROM (SELECT *, sum(begins) OVER (ORDER BY occurred_at, event_id) AS number FROM (")
                .add(steps)
                .add(") AS step) AS numbered GROUP BY number");
    }
}
