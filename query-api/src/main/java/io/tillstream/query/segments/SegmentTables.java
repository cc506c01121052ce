package io.tillstream.query.segments;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how many customers each segment holds. */
@ApplicationScoped
public class SegmentTables {

    /** The segments in the order of their rules. */
    private static final List<String> STANDARD = List.of(
            "Champions",
            "Loyal",
            "New Customers",
            "Potential Loyalists",
            "At Risk",
            "Lost",
            "Need Attention",
            "Hibernating");

    private final Database database;

    SegmentTables(Database database) {
        this.database = database;
    }

    /** All standard segments, empty ones included, and after them any others. */
    public Uni<List<SegmentRow>> rows(Params params) {
        Sql sql = CustomerCounts.of(
                        "segment, sum(customers)::bigint AS customers, sum(orders)::bigint AS orders,"
                                + " sum(net_micros)::bigint AS net_micros,"
                                + " sum(recency_days)::float8 / nullif(sum(recent), 0) AS recency_days",
                        "segment IS NOT NULL",
                        params)
                .add(" GROUP BY 1 HAVING sum(customers) > 0 ORDER BY 1");
        return database.figures(sql, SegmentRow::of).map(SegmentTables::complete);
    }

    private static List<SegmentRow> complete(List<SegmentRow> found) {
        Map<String, SegmentRow> all = new LinkedHashMap<>();
        STANDARD.forEach(name -> all.put(name, SegmentRow.empty(name)));
        found.forEach(row -> all.put(row.segment(), row));
        long customers = found.stream().mapToLong(SegmentRow::customers).sum();
        return all.values().stream().map(row -> row.of(customers)).toList();
    }
}
