package io.tillstream.query.transactions;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Reads purchases and refunds, newest first. */
@ApplicationScoped
public class TransactionTables {

    private static final String NEWEST_FIRST = " ORDER BY occurred_at DESC, customer_id DESC, event_id DESC";
    private static final String PLACE = ", channel, device, country, location, age_group";
    private static final String LINES =
            "SELECT json_agg(json_build_object('product_id', product_id, 'title', title, 'category',"
                    + " category, 'quantity', quantity, 'amount', trim_scale(amount_micros / 1000000.0)) ORDER BY line)";

    private final Database database;

    TransactionTables(Database database) {
        this.database = database;
    }

    /** One page. */
    public Uni<Page<Transaction>> page(Params params, int limit) {
        return database.list(statement(params, limit + 1), Transaction::of)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.write(Cursor.key(row.occurredAt()), row.customerId(), row.eventId())));
    }

    Multi<Transaction> all(Params params, int limit) {
        return database.stream(statement(params, limit), Transaction::of);
    }

    private static Sql statement(Params params, int limit) {
        String kind = params.oneOf(Parameter.KIND, List.of("purchase", "refund"));
        Sql sql = Sql.of("SELECT t.*, c.segment, coalesce(CASE kind WHEN 'purchase' THEN (" + LINES
                + " FROM order_lines l WHERE l.customer_id = t.customer_id AND l.order_id = t.order_id) ELSE ("
                + LINES.replace("'title', title", "'title', NULL")
                + " FROM refund_lines l WHERE l.customer_id = t.customer_id AND l.event_id = t.event_id) END, '[]')::text AS items"
                + " FROM (SELECT * FROM (");
        if (!"refund".equals(kind)) {
            sql.add(
                    "(SELECT 'purchase' AS kind, occurred_at, customer_id, order_id, event_id, gross_micros AS amount_micros, units"
                            + PLACE + " FROM orders s WHERE true");
            conditions(sql, params, "order_lines", "order_id");
            sql.add(NEWEST_FIRST + " LIMIT ?)", limit);
        }
        if (kind == null) {
            sql.add(" UNION ALL ");
        }
        if (!"purchase".equals(kind)) {
            sql.add("(SELECT 'refund' AS kind, occurred_at, customer_id, order_id, event_id, amount_micros, units"
                    + PLACE + " FROM refunds s WHERE true");
            conditions(sql, params, "refund_lines", "event_id");
            sql.add(NEWEST_FIRST + " LIMIT ?)", limit);
        }
        return sql.add(
                        ") AS u" + NEWEST_FIRST + " LIMIT ?) AS t LEFT JOIN customers c"
                                + " ON c.customer_id = person(t.customer_id, t.occurred_at)",
                        limit)
                .add(" ORDER BY t.occurred_at DESC, t.customer_id DESC, t.event_id DESC");
    }

    private static void conditions(Sql sql, Params params, String lines, String lineKey) {
        Filters filters = Filters.of(params);
        sql.addIf(" AND day >= ?", filters.from()).addIf(" AND day <= ?", filters.to());
        sql.addIf(" AND customer_id = ?", params.text(Parameter.CUSTOMER));
        for (Map.Entry<Parameter, String> filter : filters.values().entrySet()) {
            String condition =
                    switch (filter.getKey()) {
                        case CATEGORY ->
                            " AND EXISTS (SELECT 1 FROM " + lines + " l WHERE l.customer_id = s.customer_id AND l."
                                    + lineKey + " = s." + lineKey + " AND l.category = ?)";
                        case SEGMENT -> ofCustomer("segment");
                        case TIER -> ofCustomer("churn_tier");
                        default -> " AND " + filter.getKey().wireName() + " = ?";
                    };
            sql.add(condition, filter.getValue());
        }
        List<String> after = Cursor.read(params, 3);
        if (after != null) {
            sql.add(
                    " AND (occurred_at, customer_id, event_id) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    after.get(2));
        }
    }

    /** Of the customer whom a visitor turned out to be, as everywhere. */
    private static String ofCustomer(String column) {
        return " AND EXISTS (SELECT 1 FROM customers k WHERE k.customer_id = person(s.customer_id, s.occurred_at) AND k."
                + column + " = ?)";
    }
}
