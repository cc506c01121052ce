package io.tillstream.query.churn;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The probabilities of all customers.
 *
 * @param customers how many have one
 * @param meanProbability null without any
 * @param histogram customers by tenth of the probability: 0 to below 0.1, …, 0.9 to 1
 */
public record ChurnScores(long customers, @Nullable Double meanProbability, List<Long> histogram) {

    private static final int TENTHS = 10;

    static ChurnScores of(List<Row> rows) {
        long[] counts = new long[TENTHS];
        double total = 0;
        for (Row row : rows) {
            counts[row.getInteger("tenth")] += Rows.number(row, "customers");
            total += row.getDouble("total");
        }
        long customers = LongStream.of(counts).sum();
        return new ChurnScores(
                customers,
                customers == 0 ? null : Double.valueOf(total / customers),
                LongStream.of(counts).boxed().toList());
    }
}
