package io.tillstream.query.funnel;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.segments.EventsOf;
import io.tillstream.query.segments.Whose;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What some customers did on the way to a purchase, event by event, in the order of time, each customer's together: what {@link FunnelRuns} are told from. */
final class FunnelOf {

    /** A run may begin the day before, and goes on as long as a session does. */
    private static final int DAYS_AROUND = 3;

    private FunnelOf() {}

    /**
     * Rows of who, at, step (0 for what only browses), channel, device and country. A purchase is there once, whoever sent it how often.
     *
     * @param withCountry whether the country matters: where an event names none it is the one that the customer stated
     */
    static Sql events(Filters filters, boolean withCountry, ZoneId zone) {
        Whose whose = Whose.of(filters, Parameter.COUNTRY);
        OffsetDateTime since = start(filters.from(), -DAYS_AROUND, zone);
        OffsetDateTime until = start(filters.to(), DAYS_AROUND + 1, zone);
        Sql bounds = Sql.of("").addIf(" AND e.occurred_at >= ?", since).addIf(" AND e.occurred_at < ?", until);
        return Sql.of("SELECT e.who, e.at, CASE e.action WHEN 'view_item' THEN 1 WHEN 'add_to_cart' THEN 2"
                        + " WHEN 'begin_checkout' THEN 3 WHEN 'purchase' THEN 4 ELSE 0 END AS step,"
                        + " coalesce(e.context->>'channel', 'unknown') AS channel, coalesce(e.context->>'device', 'unknown') AS device,"
                        + " coalesce(e.context->>'country', " + (withCountry ? "k.stated_country, " : "")
                        + "'unknown') AS country FROM ")
                .add(EventsOf.of(
                        whose == null ? Whose.ALL : whose,
                        bounds,
                        "page_view",
                        "search",
                        "view_item",
                        "add_to_cart",
                        "remove_from_cart",
                        "begin_checkout",
                        "purchase"))
                .add(" AS e" + (withCountry ? " JOIN customers k ON k.customer_id = e.who" : "")
                        + " LEFT JOIN (SELECT customer_id, event_id"
                        + " FROM orders_of_persons WHERE true")
                .addIf(" AND occurred_at >= ?", since)
                .addIf(" AND occurred_at < ?", until)
                .add(
                        ") AS o ON e.action = 'purchase' AND o.customer_id = e.customer_id AND o.event_id = e.event_id"
                                + " WHERE e.action <> 'purchase' OR o.event_id IS NOT NULL ORDER BY e.who, e.at, e.appended_at, e.event_id");
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, int days, ZoneId zone) {
        return day == null ? null : day.plusDays(days).atStartOfDay(zone).toOffsetDateTime();
    }
}
