package io.tillstream.query.propensity;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.LongStream;

/** Reads how likely customers buy. */
@ApplicationScoped
class PropensityTables {

    private static final int TENTHS = 10;

    private final Database database;

    PropensityTables(Database database) {
        this.database = database;
    }

    /**
     * @param histogram customers by tenth of the probability
     */
    record Scores(long customers, double expectedBuyers, List<Long> histogram) {

        static Scores of(List<Row> rows) {
            long[] counts = new long[TENTHS];
            double expected = 0;
            for (Row row : rows) {
                counts[row.getInteger("tenth")] += Rows.number(row, "customers");
                expected += row.getDouble("total");
            }
            return new Scores(
                    LongStream.of(counts).sum(),
                    expected,
                    LongStream.of(counts).boxed().toList());
        }
    }

    Uni<Scores> scores(Params params) {
        Sql sql = CustomerCounts.isOfAll(params)
                ? Sql.of(
                        "SELECT value::int AS tenth, customers, probability_sum / 1e9::float8 AS total FROM customer_counts"
                                + " WHERE kind = 'purchase_tenth' AND customers > 0")
                : counted(params);
        return database.figures(sql, row -> row).map(Scores::of);
    }

    private static Sql counted(Params params) {
        return CustomerFilter.add(
                        Sql.of("SELECT greatest(least(floor(purchase_probability * 10)::int, 9), 0) AS tenth,"
                                + " count(*) AS customers, sum(purchase_probability) AS total"
                                + " FROM customers WHERE purchase_probability IS NOT NULL"),
                        params)
                .add(" GROUP BY 1");
    }
}
