package io.tillstream.query.bundles;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads dead stock, most on hand first. */
@ApplicationScoped
class DeadStockTables {

    private static final String PRODUCT = "sales_cells %1$s ON %1$s.dimension = 'product' AND %1$s.period = 'all'"
            + " AND %1$s.day IS NULL AND %1$s.value = ";

    private static final String DEAD = "SELECT d.*, c.title, c.category, b.* FROM dead_stock d LEFT JOIN "
            + PRODUCT.formatted("c")
            + "d.product_id LEFT JOIN LATERAL (SELECT array_agg(p.partner_id ORDER BY p.place) AS partners,"
            + " array_agg(coalesce(t.title, p.partner_id) ORDER BY p.place) AS partner_titles,"
            + " array_agg(p.joint ORDER BY p.place) AS joints, array_agg(p.confidence ORDER BY p.place) AS confidences,"
            + " array_agg(p.lift ORDER BY p.place) AS lifts, array_agg(p.p_value ORDER BY p.place) AS p_values"
            + " FROM dead_stock_bundles p LEFT JOIN " + PRODUCT.formatted("t")
            + "p.partner_id WHERE p.product_id = d.product_id) b ON true WHERE true";

    private final Database database;

    DeadStockTables(Database database) {
        this.database = database;
    }

    Uni<Page<DeadStockRow>> page(Params params, int limit) {
        Sql sql = dead(params);
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            long stock = Cursor.number(after.getFirst());
            sql.add(
                    " AND (d.stock_on_hand < ? OR (d.stock_on_hand = ? AND d.product_id > ?))",
                    stock,
                    stock,
                    after.get(1));
        }
        sql.add(" ORDER BY d.stock_on_hand DESC, d.product_id LIMIT ?", limit + 1);
        return database.list(sql, DeadStockRow::of)
                .map(rows ->
                        Page.of(rows, limit, row -> Cursor.write(Long.toString(row.stockOnHand()), row.productId())));
    }

    Multi<DeadStockRow> all(Params params, @Nullable Integer limit) {
        Sql sql = dead(params).add(" ORDER BY d.stock_on_hand DESC, d.product_id");
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), DeadStockRow::of);
    }

    private static Sql dead(Params params) {
        return Sql.of(DEAD)
                .addIf(" AND c.category = ?", params.text(Parameter.CATEGORY))
                .addIf(" AND d.product_id = ?", params.text(Parameter.PRODUCT));
    }
}
