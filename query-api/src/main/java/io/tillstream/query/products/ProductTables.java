package io.tillstream.query.products;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.sales.SalesTables;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads products, sorted and page by page. */
@ApplicationScoped
class ProductTables {

    private record Order(String column, ToLongFunction<ProductRow> value) {}

    private static final Map<String, Order> ORDERS = Map.of(
            "-net", new Order("net_micros", ProductRow::netMicros),
            "-gross", new Order("gross_micros", ProductRow::grossMicros),
            "-units", new Order("units", ProductRow::units),
            "-orders", new Order("orders", ProductRow::orders),
            "-buyers", new Order("buyers", ProductRow::buyers),
            "-refunds", new Order("refund_micros", ProductRow::refundMicros));
    private static final String USUAL_ORDER = "-net";

    private final Database database;

    ProductTables(Database database) {
        this.database = database;
    }

    Uni<Page<ProductRow>> page(Params params, int limit) {
        String sort = sort(params);
        Order order = order(sort);
        List<String> after = Cursor.read(params, 3);
        if (after != null && !after.getFirst().equals(sort)) {
            throw Cursor.invalid();
        }
        Sql sql = statement(params, order, after).add(" LIMIT ?", limit + 1);
        return database.list(sql, ProductRow::of)
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.write(sort, Long.toString(order.value().applyAsLong(row)), row.productId())));
    }

    Multi<ProductRow> all(Params params, @Nullable Integer limit) {
        Sql sql = statement(params, order(sort(params)), null);
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), ProductRow::of);
    }

    private static String sort(Params params) {
        String sort =
                params.oneOf(Parameter.SORT, ORDERS.keySet().stream().sorted().toList());
        return sort == null ? USUAL_ORDER : sort;
    }

    private static Order order(String sort) {
        return ORDERS.getOrDefault(sort, new Order("net_micros", ProductRow::netMicros));
    }

    private static Sql statement(Params params, Order order, @Nullable List<String> after) {
        Sql sql = Sql.of("SELECT p.*, c.title, c.category, c.stock_on_hand FROM (")
                .add(SalesTables.byProduct(Filters.of(params)))
                .add(") AS p LEFT JOIN sales_cells c ON c.dimension = 'product' AND c.period = 'all' AND c.day IS NULL"
                        + " AND c.value = p.key WHERE true");
        sql.addIf(" AND p.key = ?", params.text(Parameter.PRODUCT));
        if (after != null) {
            long value = Cursor.number(after.get(1));
            sql.add(
                    " AND (p." + order.column() + " < ? OR (p." + order.column() + " = ? AND p.key > ?))",
                    value,
                    value,
                    after.get(2));
        }
        return sql.add(" ORDER BY p." + order.column() + " DESC, p.key");
    }
}
