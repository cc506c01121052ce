package io.tillstream.query.funnel;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the funnel: from cells, which know one of device, channel and country at a time; within any other filter from what the customers did. */
@ApplicationScoped
public class FunnelTables {

    private static final String ALL = "all";

    private final Database database;
    private final BusinessTime time;

    FunnelTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    private record Told(List<FunnelCounts> counts) {}

    /** All runs that the filters leave. */
    public Uni<FunnelCounts> total(Filters filters) {
        Uni<List<FunnelCounts>> counts = FunnelFilter.isKept(filters, null)
                ? database.figures(statement("'all'", FunnelFilter.of(filters)), FunnelCounts::of)
                : told(filters, ALL);
        return counts.map(rows -> rows.isEmpty() ? FunnelCounts.none(ALL) : rows.getFirst());
    }

    /** The same by day, in order, or by the values of a dimension, most visits first. */
    Uni<List<FunnelCounts>> values(Filters filters, String dimension) {
        if (!FunnelFilter.isKept(filters, dimension)) {
            return told(filters, dimension);
        }
        FunnelFilter filter = FunnelFilter.of(filters);
        return dimension.equals("day")
                ? database.figures(statement("day::text", filter).add(" ORDER BY 1"), FunnelCounts::of)
                : database.figures(
                        statement("value", filter.splitBy(dimension)).add(" ORDER BY visits DESC, key"),
                        FunnelCounts::of);
    }

    private Uni<List<FunnelCounts>> told(Filters filters, String by) {
        Sql events = FunnelOf.events(
                filters, by.equals(Parameter.COUNTRY.wireName()) || filters.has(Parameter.COUNTRY), time.zone());
        return database.made("funnel by " + by + " within " + filters, events, Told.class, () -> database.stream(
                                events, FunnelRuns.Event::of)
                        .collect()
                        .in(() -> new FunnelRuns(filters, by, time), FunnelRuns::add)
                        .map(runs -> new Told(runs.counts())))
                .map(Told::counts);
    }

    private static Sql statement(String key, FunnelFilter filter) {
        return filter.add(
                        Sql.of("SELECT " + key + " AS key, sum(visits)::bigint AS visits, sum(views)::bigint AS views,"
                                + " sum(carts)::bigint AS carts, sum(checkouts)::bigint AS checkouts, sum(purchases)::bigint AS purchases,"
                                + " sum(direct_purchases)::bigint AS direct_purchases FROM funnel_days WHERE"))
                .add(" GROUP BY 1");
    }
}
