package io.tillstream.query.bundles;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what is bought together with a product. */
@ApplicationScoped
class RelatedTables {

    private static final String RELATED =
            "SELECT r.related_id, r.joint, r.confidence, r.lift, c.title, c.category, c.stock_on_hand"
                    + " FROM related_products r LEFT JOIN sales_cells c ON c.dimension = 'product' AND c.period = 'all'"
                    + " AND c.day IS NULL AND c.value = r.related_id WHERE r.product_id = ? ORDER BY r.place LIMIT ?";

    private final Database database;

    RelatedTables(Database database) {
        this.database = database;
    }

    /** Greatest lift first; empty for a product that nothing is known of. */
    Uni<List<RelatedRow>> of(String product, int limit) {
        return database.list(Sql.of(RELATED, product, limit), RelatedRow::of);
    }
}
