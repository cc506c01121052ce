package io.tillstream.query.carts;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.funnel.FunnelFilter;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.segments.Whose;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads carts and what became of them. */
@ApplicationScoped
public class CartTables {

    static final String NEWEST = "-changed_at";
    static final String MOST_VALUABLE = "-value";
    private static final List<String> STATES = List.of("open", "abandoned", "recovered", "purchased", "emptied");
    private static final Duration RECOVERABLE = Duration.ofDays(7);

    private final Database database;
    private final ReferenceTime referenceTime;

    CartTables(Database database, ReferenceTime referenceTime) {
        this.database = database;
        this.referenceTime = referenceTime;
    }

    Uni<Page<CartRow>> page(Params params, int limit) {
        String sort = sort(params);
        List<String> after = Cursor.read(params, 3);
        if (after != null && !after.getFirst().equals(sort)) {
            throw Cursor.invalid();
        }
        return statement(params).flatMap(sql -> {
            if (after != null && sort.equals(NEWEST)) {
                sql.add(" AND (changed_at, cart_key) < (?, ?)", Cursor.time(after.get(1)), after.get(2));
            } else if (after != null) {
                sql.add(" AND (value_micros, cart_key) < (?, ?)", Cursor.number(after.get(1)), after.get(2));
            }
            sql.add(order(sort) + " LIMIT ?", limit + 1);
            return database.list(sql, CartRow::of).map(rows -> Page.of(rows, limit, row -> cursor(sort, row)));
        });
    }

    Multi<CartRow> all(Params params, @Nullable Integer limit) {
        return statement(params).onItem().transformToMulti(sql -> {
            sql.add(order(sort(params)));
            return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), CartRow::of);
        });
    }

    private static String sort(Params params) {
        String sort = params.oneOf(Parameter.SORT, List.of(NEWEST, MOST_VALUABLE));
        return sort == null ? NEWEST : sort;
    }

    private static String order(String sort) {
        return " ORDER BY " + (sort.equals(NEWEST) ? "changed_at" : "value_micros") + " DESC, cart_key DESC";
    }

    private static String cursor(String sort, CartRow row) {
        return Cursor.write(
                sort,
                sort.equals(NEWEST) ? Cursor.key(row.changedAt()) : Long.toString(row.valueMicros()),
                row.cartKey());
    }

    private Uni<Sql> statement(Params params) {
        Sql sql = Sql.of("SELECT cart_key, customer_id, cart_id, state, opened_at, changed_at, value_micros,"
                + " items::text AS items, order_id FROM carts WHERE true");
        Filters filters = Filters.of(params);
        sql.addIf(" AND opened_day >= ?", filters.from()).addIf(" AND opened_day <= ?", filters.to());
        sql.addIf(" AND customer_id = ?", params.text(Parameter.CUSTOMER));
        sql.addIf(" AND value_micros >= ?", params.micros(Parameter.MIN_VALUE));
        category(sql, filters);
        Whose whose = Whose.of(filters, Parameter.CATEGORY);
        if (whose != null) {
            sql.add(whose.members());
        }
        String state = params.oneOf(Parameter.STATE, STATES);
        if (state != null) {
            return Uni.createFrom().item(sql.add(" AND state = ?", state));
        }
        return referenceTime.asOf().map(asOf -> abandonedNow(sql, asOf));
    }

    /** Abandoned, not bought since, and still within the time in which that would be a recovery. */
    private static Sql abandonedNow(Sql sql, Instant asOf) {
        return sql.add(
                " AND state = 'abandoned' AND changed_at >= ?",
                asOf.minus(RECOVERABLE).atOffset(ZoneOffset.UTC));
    }

    private static void category(Sql sql, Filters filters) {
        String category = filters.value(Parameter.CATEGORY);
        if (category != null) {
            sql.add(
                    " AND EXISTS (SELECT 1 FROM jsonb_array_elements(items) AS line"
                            + " WHERE coalesce(line ->> 'category', 'unknown') = ?)",
                    category);
        }
    }

    /** How many carts are abandoned now, and what is in them in micros. */
    public Uni<AbandonedNow> abandonedNow() {
        return referenceTime
                .asOf()
                .flatMap(asOf -> database.figure(
                        abandonedNow(
                                Sql.of("SELECT count(*) AS carts, sum(value_micros)::bigint AS value_micros"
                                        + " FROM carts WHERE true"),
                                asOf),
                        row -> new AbandonedNow(Rows.number(row, "carts"), Rows.number(row, "value_micros"))));
    }

    /** Carts and what is in them, in micros. */
    public record AbandonedNow(long carts, long valueMicros) {}

    /**
     * What became of carts: from the funnel's cells, which know device, channel and country one at a time; with any other filter from the carts and their
     * customers.
     *
     * @throws Problem naming device or channel beside another filter: a cart's record does not tell them
     */
    public Uni<CartCounts> counts(Filters filters) {
        boolean cells = filters.values().size() <= 1
                && filters.values().keySet().stream()
                        .allMatch(List.of(Parameter.DEVICE, Parameter.CHANNEL, Parameter.COUNTRY)::contains);
        return database.figure(cells ? fromCells(filters) : fromCarts(filters), CartCounts::of);
    }

    private static Sql fromCells(Filters filters) {
        return FunnelFilter.of(filters)
                .add(Sql.of(
                        "SELECT coalesce(sum(carts_opened), 0)::bigint AS opened, sum(carts_purchased)::bigint AS purchased,"
                                + " sum(carts_abandoned)::bigint AS abandoned, sum(carts_recovered)::bigint AS recovered,"
                                + " sum(carts_emptied)::bigint AS emptied, sum(abandoned_micros)::bigint AS abandoned_micros,"
                                + " sum(recovered_micros)::bigint AS recovered_micros FROM funnel_days WHERE"));
    }

    private static Sql fromCarts(Filters filters) {
        for (Parameter parameter : List.of(Parameter.DEVICE, Parameter.CHANNEL)) {
            if (filters.has(parameter)) {
                throw Problem.combination(parameter.wireName(), "carts are counted by it only without other filters");
            }
        }
        Sql sql = Sql.of("SELECT NULL::bigint AS opened, count(*) FILTER (WHERE state = 'purchased') AS purchased,"
                + " count(*) FILTER (WHERE state IN ('abandoned', 'recovered')) AS abandoned,"
                + " count(*) FILTER (WHERE state = 'recovered') AS recovered,"
                + " count(*) FILTER (WHERE state = 'emptied') AS emptied,"
                + " sum(value_micros) FILTER (WHERE state IN ('abandoned', 'recovered'))::bigint AS abandoned_micros,"
                + " sum(value_micros) FILTER (WHERE state = 'recovered')::bigint AS recovered_micros"
                + " FROM carts JOIN customers c USING (customer_id) WHERE true");
        sql.addIf(" AND opened_day >= ?", filters.from()).addIf(" AND opened_day <= ?", filters.to());
        category(sql, filters);
        sql.addIf(" AND c.segment = ?", filters.value(Parameter.SEGMENT));
        sql.addIf(" AND c.churn_tier = ?", filters.value(Parameter.TIER));
        for (Parameter parameter : List.of(Parameter.LOCATION, Parameter.COUNTRY, Parameter.AGE_GROUP)) {
            sql.addIf(" AND coalesce(c." + parameter.wireName() + ", 'unknown') = ?", filters.value(parameter));
        }
        return sql;
    }
}
