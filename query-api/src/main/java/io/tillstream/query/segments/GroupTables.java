package io.tillstream.query.segments;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads behavioural and demographic segments. */
@ApplicationScoped
class GroupTables {

    /** What demographic segments are by; also names of columns. */
    static final List<String> DIMENSIONS = List.of("age_group", "gender", "location", "country");

    private static final List<String> BEHAVIOURS =
            List.of("Frequent Buyer", "Bargain Hunter", "Brand Loyal", "Window Shopper", "Seasonal Buyer");
    private static final String COUNTS = ", count(*) AS customers, count(*) FILTER (WHERE orders > 0) AS buyers,"
            + " sum(orders)::bigint AS orders, sum(net_micros)::bigint AS net_micros, (SELECT count(*) FROM chosen) AS everybody";
    private static final String KEPT =
            "SELECT value AS segment, customers, buyers, orders, net_micros, (SELECT sum(customers)::bigint"
                    + " FROM customer_cells WHERE seen) AS everybody FROM customer_counts WHERE customers > 0 AND kind = ";
    private static final int MOST = 100;

    private final Database database;

    GroupTables(Database database) {
        this.database = database;
    }

    /** All behavioural segments, empty ones included. */
    Uni<List<GroupRow>> behavioural(Params params) {
        Sql sql = CustomerCounts.isOfAll(params)
                ? Sql.of(KEPT + "'behaviour'")
                : chosen("behaviours", params)
                        .add("SELECT behaviour AS segment" + COUNTS
                                + " FROM chosen, unnest(behaviours) AS behaviour GROUP BY 1");
        return database.figures(sql, row -> GroupRow.of("behaviour", row)).map(found -> {
            Map<String, GroupRow> all = new LinkedHashMap<>();
            BEHAVIOURS.forEach(name -> all.put(name, GroupRow.empty("behaviour", name)));
            found.forEach(row -> all.put(row.segment(), row));
            return List.copyOf(all.values());
        });
    }

    /** The segments of one dimension, those with most customers first; the 100 largest. */
    Uni<List<GroupRow>> demographic(String dimension, Params params) {
        if (!DIMENSIONS.contains(dimension)) {
            throw new IllegalArgumentException(dimension);
        }
        Sql sql = dimension.equals("location") && CustomerCounts.isOfAll(params)
                ? Sql.of(KEPT + "'location'")
                : Sql.of(
                                "SELECT segment, sum(customers)::bigint AS customers, coalesce(sum(customers) FILTER (WHERE buyer), 0)::bigint"
                                        + " AS buyers, sum(orders)::bigint AS orders, sum(net_micros)::bigint AS net_micros,"
                                        + " (sum(sum(customers)) OVER ())::bigint AS everybody FROM (")
                        .add(demographicCounts(dimension, params))
                        .add(") AS counted GROUP BY 1 HAVING sum(customers) > 0");
        return database.figures(sql.add(" ORDER BY 2 DESC, 1 LIMIT " + MOST), row -> GroupRow.of(dimension, row));
    }

    private static Sql demographicCounts(String dimension, Params params) {
        String columns = "coalesce(" + dimension + ", 'unknown') AS segment, customers, buyer, orders, net_micros";
        return dimension.equals("location")
                ? CustomerFilter.add(Sql.of("SELECT " + columns + " FROM customer_facts WHERE seen"), params)
                : CustomerCounts.of(columns, "seen", params);
    }

    private static Sql chosen(String column, Params params) {
        return CustomerFilter.add(
                        Sql.of("WITH chosen AS (SELECT " + column
                                + ", orders, net_micros FROM customers WHERE first_seen_at IS NOT NULL"),
                        params)
                .add(") ");
    }
}
