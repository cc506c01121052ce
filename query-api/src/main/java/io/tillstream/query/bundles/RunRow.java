package io.tillstream.query.bundles;

import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules were mined from.
 *
 * @param from first business day; null without orders
 * @param to last business day
 * @param baskets orders in between
 * @param minSupport all rules with this support and the confidence and lift below are there
 * @param rules how many there are
 * @param significant how many of them are significant
 * @param sentence why there are none, or how the support was chosen
 */
public record RunRow(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long baskets,
        double minSupport,
        double minConfidence,
        double minLift,
        int rules,
        int significant,
        String sentence) {

    static RunRow of(Row row) {
        return new RunRow(
                row.getLocalDate("from_day"),
                row.getLocalDate("to_day"),
                row.getLong("baskets"),
                row.getDouble("min_support"),
                row.getDouble("min_confidence"),
                row.getDouble("min_lift"),
                row.getInteger("rules"),
                row.getInteger("significant"),
                row.getString("sentence"));
    }
}
