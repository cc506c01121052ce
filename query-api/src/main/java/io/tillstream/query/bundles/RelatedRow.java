package io.tillstream.query.bundles;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * A product bought together with the one asked for.
 *
 * @param joint baskets with both
 * @param confidence share of the asked product's baskets that hold this one too
 * @param lift confidence ÷ share of all baskets with this one
 * @param stockOnHand units of this one, if known
 */
public record RelatedRow(
        String productId,
        @Nullable String title,
        @Nullable String category,
        long joint,
        double confidence,
        double lift,
        @Nullable Long stockOnHand) {

    static RelatedRow of(Row row) {
        return new RelatedRow(
                row.getString("related_id"),
                row.getString("title"),
                row.getString("category"),
                row.getLong("joint"),
                row.getDouble("confidence"),
                row.getDouble("lift"),
                row.getLong("stock_on_hand"));
    }
}
