package io.tillstream.query.customers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of customers by one number, greatest first: who to call, who to win, who buys soon. */
@ApplicationScoped
public class RankedCustomers {

    private static final String KEY = "sort_key";

    private final Database database;

    RankedCustomers(Database database) {
        this.database = database;
    }

    /**
     * What the list is ordered by.
     *
     * @param name stands in cursors
     * @param expression SQL of a whole number that is never null
     */
    public record Ranking(String name, String expression) {

        /** An amount in micros; none counts as 0. */
        public static Ranking amount(String name, String column) {
            return new Ranking(name, "coalesce(" + column + ", 0)");
        }
    }

    private record Ranked<T>(T row, long key, String customer) {}

    /**
     * A page of those for whom a condition holds, narrowed by the filters on customers.
     *
     * @param condition what follows WHERE
     */
    public <T> Uni<Page<T>> page(Ranking by, Sql condition, Params params, int limit, Function<Row, T> mapper) {
        return database.list(
                        page(by, condition, params, limit),
                        row -> new Ranked<>(mapper.apply(row), Rows.number(row, KEY), row.getString("customer_id")))
                .map(rows -> {
                    Page<Ranked<T>> page = Page.of(
                            rows, limit, row -> Cursor.write(by.name(), Long.toString(row.key()), row.customer()));
                    return new Page<>(page.items().stream().map(Ranked::row).toList(), page.nextCursor());
                });
    }

    /** The question for a page and one row more. */
    public static Sql page(Ranking by, Sql condition, Params params, int limit) {
        Sql sql = select(by, condition, params);
        List<String> after = Cursor.read(params, 3);
        if (after != null) {
            if (!after.getFirst().equals(by.name())) {
                throw Cursor.invalid();
            }
            long key = Cursor.number(after.get(1));
            // the first bound is one that an index knows, the second is exact
            sql.add(
                    " AND " + by.expression() + " <= ? AND (" + by.expression() + " < ? OR customer_id > ?)",
                    key,
                    key,
                    after.get(2));
        }
        return sql.add(order() + " LIMIT ?", limit + 1);
    }

    /** All of them, or so many. */
    public <T> Multi<T> all(
            Ranking by, Sql condition, Params params, @Nullable Integer limit, Function<Row, T> mapper) {
        Sql sql = select(by, condition, params).add(order());
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), mapper);
    }

    private static Sql select(Ranking by, Sql condition, Params params) {
        Sql sql = Sql.of("SELECT *, " + by.expression() + " AS " + KEY
                        + ", churn_reasons::text AS churn_reasons_text FROM customers WHERE ")
                .add(condition);
        return CustomerFilter.add(sql, params);
    }

    private static String order() {
        return " ORDER BY " + KEY + " DESC, customer_id";
    }
}
