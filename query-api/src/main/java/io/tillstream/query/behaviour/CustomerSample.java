package io.tillstream.query.behaviour;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures of at most {@link #MOST} buyers: those with the smallest hashes of their ids, which makes a random sample that is the same whenever it is taken. The
 * standard error of a correlation in it is at most 0.015.
 */
@ApplicationScoped
class CustomerSample {

    static final int MOST = 5_000;

    private static final double MICROS = 1e6;

    private enum Feature {
        ORDERS("c.orders"),
        UNITS_PER_ORDER("c.units::float8 / c.orders"),
        NET("c.net_micros / " + MICROS),
        AVERAGE_ORDER_VALUE("c.average_order_micros / " + MICROS),
        RECENCY_DAYS("c.recency_days"),
        LIFETIME_DAYS("c.lifetime_days"),
        AVERAGE_GAP_DAYS("c.average_gap_days"),
        VISIT_FREQUENCY("c.visit_frequency"),
        PRODUCT_VARIETY("c.product_variety"),
        CATEGORIES("l.categories"),
        CROSS_CATEGORY_SHARE("x.cross_share"),
        DISCOUNT_SHARE("l.discount_share"),
        NPS_SCORE("f.score"),
        SENTIMENT("s.sentiment"),
        CHURN_PROBABILITY("c.churn_probability");

        private final String expression;

        Feature(String expression) {
            this.expression = expression;
        }

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The figures, in the order of the arrays. */
    static final List<String> FEATURES =
            Stream.of(Feature.values()).map(Feature::wireName).toList();

    private final Database database;

    CustomerSample(Database database) {
        this.database = database;
    }

    /** Which figures go together. */
    Uni<Correlations> correlations(Params params) {
        Sql sql = sql(params);
        return database.made(
                "correlations", sql, Correlations.class, () -> buyers(sql).map(CustomerSample::correlations));
    }

    private static Correlations correlations(List<@Nullable Double[]> buyers) {
        return Correlations.of(FEATURES, withoutOneMore(buyers), buyers.size() > MOST);
    }

    /** How each figure is spread. */
    Uni<List<CustomerSpread>> spreads(Params params) {
        Sql sql = sql(params);
        return database.made("spreads", sql, Spreads.class, () -> buyers(sql).map(CustomerSample::spreads))
                .map(Spreads::of);
    }

    private record Spreads(List<CustomerSpread> of) {}

    private static Spreads spreads(List<@Nullable Double[]> buyers) {
        List<@Nullable Double[]> looked = withoutOneMore(buyers);
        List<CustomerSpread> spreads = new ArrayList<>();
        for (int i = 0; i < FEATURES.size(); i++) {
            spreads.add(CustomerSpread.of(FEATURES.get(i), i, looked));
        }
        return new Spreads(List.copyOf(spreads));
    }

    private static List<@Nullable Double[]> withoutOneMore(List<@Nullable Double[]> buyers) {
        return buyers.size() > MOST ? buyers.subList(0, MOST) : buyers;
    }

    private Uni<List<@Nullable Double[]>> buyers(Sql sql) {
        return database.list(sql, CustomerSample::figures);
    }

    /** A row per buyer that the filters leave, with one more than {@link #MOST} when there are others. */
    private static Sql sql(Params params) {
        Sql sql = Sql.of("WITH c AS (SELECT * FROM customers WHERE first_seen_at IS NOT NULL AND orders > 0");
        CustomerFilter.add(sql, params)
                .add(" ORDER BY hashtextextended(customer_id, 0), customer_id LIMIT ?", MOST + 1);
        sql.add(") SELECT ");
        String separator = "";
        for (Feature feature : Feature.values()) {
            sql.add(separator + "(" + feature.expression + ")::float8 AS " + feature.wireName());
            separator = ", ";
        }
        sql.add(
                " FROM c LEFT JOIN LATERAL (SELECT count(DISTINCT category) FILTER (WHERE category <> 'unknown') AS categories,"
                        + " sum(discount_micros)::float8 / nullif(sum(amount_micros + discount_micros), 0) AS discount_share"
                        + " FROM order_lines o WHERE o.customer_id = c.customer_id) AS l ON true"
                        + " LEFT JOIN LATERAL (SELECT avg(CASE WHEN known > 1 THEN 1 ELSE 0 END) AS cross_share FROM (SELECT"
                        + " count(DISTINCT category) FILTER (WHERE category <> 'unknown') AS known FROM order_lines o"
                        + " WHERE o.customer_id = c.customer_id GROUP BY order_id) AS of_order) AS x ON true"
                        + " LEFT JOIN LATERAL (SELECT score FROM feedback_entries e WHERE e.customer_id = c.customer_id AND e.type = 'nps'"
                        + " ORDER BY e.at DESC, e.event_id DESC LIMIT 1) AS f ON true"
                        + " LEFT JOIN LATERAL (SELECT avg(sentiment) AS sentiment FROM feedback_entries e"
                        + " WHERE e.customer_id = c.customer_id) AS s ON true");
        return sql;
    }

    private static @Nullable Double[] figures(Row row) {
        @Nullable Double[] figures = new @Nullable Double[FEATURES.size()];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = row.getDouble(i);
        }
        return figures;
    }
}
