package io.tillstream.query.funnel;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the funnel. */
@ApplicationScoped
public class FunnelTables {

    private final Database database;

    FunnelTables(Database database) {
        this.database = database;
    }

    /** All runs that the filter leaves. */
    public Uni<FunnelCounts> total(FunnelFilter filter) {
        return database.figures(statement("'all'", filter), FunnelCounts::of)
                .map(rows -> rows.isEmpty() ? FunnelCounts.none("all") : rows.getFirst());
    }

    /** The same by day, in order, or by the values of a dimension, most visits first. */
    Uni<List<FunnelCounts>> values(FunnelFilter filter, String dimension) {
        return dimension.equals("day")
                ? database.figures(statement("day::text", filter).add(" ORDER BY 1"), FunnelCounts::of)
                : database.figures(
                        statement("value", filter.splitBy(dimension)).add(" ORDER BY visits DESC, key"),
                        FunnelCounts::of);
    }

    private static Sql statement(String key, FunnelFilter filter) {
        return filter.add(
                        Sql.of("SELECT " + key + " AS key, sum(visits)::bigint AS visits, sum(views)::bigint AS views,"
                                + " sum(carts)::bigint AS carts, sum(checkouts)::bigint AS checkouts, sum(purchases)::bigint AS purchases,"
                                + " sum(direct_purchases)::bigint AS direct_purchases FROM funnel_days WHERE"))
                .add(" GROUP BY 1");
    }
}
