package io.tillstream.query.products;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.sales.SalesTables;

/** What a row stands for. */
enum ProductGroup {
    PRODUCT("product", "p.key AS product_id, c.title, c.category, c.stock_on_hand"),
    CATEGORY(
            "category",
            "NULL::text AS product_id, NULL::text AS title, p.key AS category, NULL::bigint AS stock_on_hand");

    private final String dimension;
    private final String names;

    ProductGroup(String dimension, String names) {
        this.dimension = dimension;
        this.names = names;
    }

    /** The dimension of the cells. */
    String dimension() {
        return dimension;
    }

    /** Columns that say what the row is, of sales {@code p} and the all-time cell {@code c}. */
    String names() {
        return names;
    }

    Sql sales(Filters filters) {
        return this == PRODUCT ? SalesTables.byProduct(filters) : SalesTables.byCategory(filters);
    }
}
