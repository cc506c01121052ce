package io.tillstream.query.customers;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what a customer is like. */
@ApplicationScoped
class PortraitTables {

    private static final int TOP = 5;
    private static final int CARTS = 10;

    private final Database database;

    PortraitTables(Database database) {
        this.database = database;
    }

    Uni<Portrait> of(String customer) {
        Uni<List<Portrait.Membership>> memberships = database.list(
                Sql.of(
                        "SELECT s.id, s.name FROM customers c JOIN custom_segments s ON s.id = ANY (c.custom_segments)"
                                + " WHERE c.customer_id = ? AND NOT s.deleted ORDER BY s.name",
                        customer),
                (Row row) -> new Portrait.Membership(row.getString("id"), row.getString("name")));
        return Uni.combine()
                .all()
                .unis(
                        database.one(purchasing(customer), Portrait.Purchasing::of),
                        database.list(top(customer, "product_id"), Portrait.Top::of),
                        database.list(top(customer, "category"), Portrait.Top::of),
                        database.list(carts(customer), Portrait.OpenCart::of),
                        database.one(experience(customer), Portrait.Experience::of),
                        memberships)
                .with(Portrait::new);
    }

    private static Sql purchasing(String customer) {
        return Sql.of(
                "SELECT count(*) AS orders, sum(o.units)::bigint AS units, sum(o.gross_micros)::bigint AS gross_micros,"
                        + " sum(l.discount_micros)::bigint AS discount_micros, count(*) FILTER (WHERE l.categories > 1) AS cross_category,"
                        + " mode() WITHIN GROUP (ORDER BY o.channel) AS channel, mode() WITHIN GROUP (ORDER BY o.device) AS device,"
                        + " (SELECT count(DISTINCT category) FROM order_lines WHERE customer_id = ? AND category <> 'unknown') AS categories"
                        + " FROM orders o JOIN LATERAL (SELECT sum(discount_micros)::bigint AS discount_micros, count(DISTINCT category)"
                        + " FILTER (WHERE category <> 'unknown') AS categories FROM order_lines l WHERE l.customer_id = o.customer_id"
                        + " AND l.order_id = o.order_id) AS l ON true WHERE o.customer_id = ?",
                customer,
                customer);
    }

    private static Sql top(String customer, String column) {
        String title = column.equals("product_id") ? "max(title)" : "NULL::text";
        return Sql.of(
                "SELECT " + column + " AS value, " + title + " AS title, count(DISTINCT order_id) AS orders,"
                        + " sum(quantity)::bigint AS units, sum(amount_micros)::bigint AS gross_micros FROM order_lines"
                        + " WHERE customer_id = ? GROUP BY 1 ORDER BY gross_micros DESC, value LIMIT ?",
                customer,
                TOP);
    }

    private static Sql carts(String customer) {
        return Sql.of(
                "SELECT cart_key, state, opened_at, changed_at, value_micros, items::text AS items FROM carts WHERE customer_id = ?"
                        + " AND state IN ('open', 'abandoned') ORDER BY changed_at DESC, cart_key LIMIT ?",
                customer,
                CARTS);
    }

    private static Sql experience(String customer) {
        return Sql.of(
                "SELECT (array_agg(score ORDER BY at DESC, event_id) FILTER (WHERE type = 'nps'))[1] AS nps,"
                        + " (array_agg(score ORDER BY at DESC, event_id) FILTER (WHERE type = 'csat'))[1] AS csat,"
                        + " (array_agg(score ORDER BY at DESC, event_id) FILTER (WHERE type = 'satisfaction'))[1] AS satisfaction,"
                        + " count(score) AS answers, count(*) FILTER (WHERE score IS NULL) AS feedback, avg(rating)::float8 AS rating,"
                        + " avg(sentiment) AS sentiment, (SELECT count(DISTINCT details ->> 'ticket_id') FROM events"
                        + " WHERE customer_id = ? AND action = 'ticket_opened') AS tickets_opened,"
                        + " (SELECT count(DISTINCT details ->> 'ticket_id') FROM events WHERE customer_id = ? AND (action = 'ticket_resolved'"
                        + " OR action = 'ticket_updated' AND details ->> 'status' IN ('resolved', 'closed'))) AS tickets_resolved"
                        + " FROM feedback_entries WHERE customer_id = ?",
                customer,
                customer,
                customer);
    }
}
