package io.tillstream.query.recommendations;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins what the customer bought with what is bought together. */
@ApplicationScoped
class RecommendationTables {

    private static final String BOUGHT = "WITH bought AS (SELECT product_id, coalesce(max(title), product_id) AS title"
            + " FROM order_lines WHERE customer_id = ? GROUP BY 1),"
            + " scored AS (SELECT r.related_id, sum(r.confidence * r.lift) AS score,"
            + " array_agg(b.product_id ORDER BY r.confidence * r.lift DESC, b.product_id) AS bought_ids,"
            + " array_agg(b.title ORDER BY r.confidence * r.lift DESC, b.product_id) AS bought_titles,"
            + " array_agg(r.joint::bigint ORDER BY r.confidence * r.lift DESC, b.product_id) AS joints,"
            + " array_agg(r.confidence::float8 ORDER BY r.confidence * r.lift DESC, b.product_id) AS confidences,"
            + " array_agg(r.lift::float8 ORDER BY r.confidence * r.lift DESC, b.product_id) AS lifts"
            + " FROM bought b JOIN related_products r USING (product_id)"
            + " WHERE r.lift > 1 AND r.related_id NOT IN (SELECT product_id FROM bought) GROUP BY 1)"
            + " SELECT s.related_id AS product_id, c.title, c.category, c.stock_on_hand, s.score::float8 AS score,"
            + " s.bought_ids, s.bought_titles, s.joints, s.confidences, s.lifts FROM scored s"
            + " LEFT JOIN sales_cells c ON c.dimension = 'product' AND c.period = 'all' AND c.value = s.related_id"
            + " WHERE c.stock_on_hand IS DISTINCT FROM 0 ORDER BY s.score DESC, s.related_id LIMIT ?";

    private final Database database;

    RecommendationTables(Database database) {
        this.database = database;
    }

    /** The best first; fails for a customer who is not known. */
    Uni<Recommendations> of(String customer, int limit) {
        Sql orders = Sql.of(
                "SELECT (SELECT count(*) FROM order_lines l WHERE l.customer_id = c.customer_id) AS lines"
                        + " FROM customers c WHERE customer_id = ?",
                customer);
        return database.list(orders, row -> Rows.number(row, "lines")).flatMap(found -> {
            if (found.isEmpty()) {
                throw Problem.notFound("customer");
            }
            return database.list(Sql.of(BOUGHT, customer, limit), Recommendation::of)
                    .map(items -> new Recommendations(customer, why(items, found.getFirst()), items));
        });
    }

    private static @Nullable String why(List<Recommendation> items, long lines) {
        if (!items.isEmpty()) {
            return null;
        }
        return lines == 0
                ? "The customer has not bought anything yet."
                : "Nothing else is bought with this customer's products more often than by chance.";
    }
}
