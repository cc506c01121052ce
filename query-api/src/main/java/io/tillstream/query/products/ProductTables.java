package io.tillstream.query.products;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads products and categories, sorted and page by page. */
@ApplicationScoped
public class ProductTables {

    /** A row with what it is sorted by and what makes it unique. */
    private record Sorted(ProductRow row, long sortKey, String key) {

        static Sorted of(Row row) {
            return new Sorted(ProductRow.of(row), Rows.number(row, "sort_key"), row.getString("key"));
        }
    }

    private final Database database;

    ProductTables(Database database) {
        this.database = database;
    }

    /** The products with the greatest net sales. */
    public Uni<List<ProductRow>> best(Params params, int limit) {
        return page(ProductGroup.PRODUCT, params, limit).map(Page::items);
    }

    Uni<Page<ProductRow>> page(ProductGroup group, Params params, int limit) {
        ProductSort sort = ProductSort.of(params);
        List<String> after = Cursor.read(params, 3);
        if (after != null && !after.getFirst().equals(sort.wireName())) {
            throw Cursor.invalid();
        }
        Sql sql = statement(group, params, sort, after).add(" LIMIT ?", limit + 1);
        return database.figures(sql, Sorted::of)
                .map(rows ->
                        Page.of(rows, limit, row -> Cursor.write(sort.wireName(), Long.toString(row.sortKey), row.key)))
                .map(page -> new Page<>(page.items().stream().map(Sorted::row).toList(), page.nextCursor()));
    }

    Multi<ProductRow> all(ProductGroup group, Params params, @Nullable Integer limit) {
        Sql sql = statement(group, params, ProductSort.of(params), null);
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), ProductRow::of);
    }

    private static Sql statement(ProductGroup group, Params params, ProductSort sort, @Nullable List<String> after) {
        Sql sql = Sql.of("SELECT * FROM (SELECT f.*, (" + sort.expression() + ")::bigint AS sort_key FROM (")
                .add(ProductFigures.of(group, Filters.of(params)))
                .add(") AS f) AS s WHERE true");
        sql.addIf(" AND key = ?", params.text(Parameter.PRODUCT));
        if (after != null) {
            long value = Cursor.number(after.get(1));
            sql.add(" AND (sort_key < ? OR (sort_key = ? AND key > ?))", value, value, after.get(2));
        }
        return sql.add(" ORDER BY sort_key DESC, key");
    }
}
