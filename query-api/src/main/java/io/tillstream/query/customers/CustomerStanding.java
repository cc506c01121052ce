package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import org.jspecify.annotations.Nullable;

/**
 * Which customers, by where they stand: their RFM scores, days since the last purchase, and what the value model says. These are the figures that the cells of RFM
 * and of scatters are by, so that each cell leads to its customers. Who has no such figure is in no range of it.
 */
final class CustomerStanding {

    /** In the words of an index; whoever has an expected spend has a churn tier. */
    private static final String EXPECTED =
            " AND churn_tier IS NOT NULL AND value_expected_micros IS NOT NULL AND coalesce(value_expected_micros, net_micros, 0)";

    private CustomerStanding() {}

    /** Adds the conditions of all that was given to a statement over {@code customers}, which has a WHERE already. Bounds are in the range. */
    static Sql add(Sql sql, Params params) {
        scores(sql, "rfm_recency", params.scores(Parameter.RECENCY_SCORE));
        scores(sql, "rfm_frequency", params.scores(Parameter.FREQUENCY_SCORE));
        scores(sql, "rfm_monetary", params.scores(Parameter.MONETARY_SCORE));
        sql.addIf(" AND recency_days >= ?::bigint", params.count(Parameter.MIN_RECENCY_DAYS));
        sql.addIf(" AND recency_days <= ?::bigint", params.count(Parameter.MAX_RECENCY_DAYS));
        sql.addIf(EXPECTED + " >= ?", params.micros(Parameter.MIN_VALUE_EXPECTED));
        sql.addIf(EXPECTED + " <= ?", params.micros(Parameter.MAX_VALUE_EXPECTED));
        sql.addIf(" AND value_alive_probability >= ?", params.number(Parameter.MIN_ALIVE_PROBABILITY));
        return sql.addIf(" AND value_alive_probability <= ?", params.number(Parameter.MAX_ALIVE_PROBABILITY));
    }

    private static void scores(Sql sql, String column, Integer @Nullable [] scores) {
        if (scores != null) {
            sql.add(" AND " + column + " = ANY (?::integer[])", (Object) scores);
        }
    }
}
