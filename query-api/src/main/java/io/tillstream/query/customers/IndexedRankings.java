package io.tillstream.query.customers;

import io.tillstream.query.customers.RankedCustomers.Ranking;
import io.tillstream.query.database.Sql;

/** The orders of lists that the database has an index of, in its very words: who to call, who is worth most, who buys soon. */
@SuppressWarnings("ImmutableEnumChecker") // a ranking is a record of texts
public enum IndexedRankings {
    /** Expected spend, or net spend where none is expected. */
    VALUE("value", "coalesce(value_expected_micros, net_micros, 0)", "churn_tier IS NOT NULL"),
    /** Expected spend of those who have one; whoever has one has a churn tier. */
    EXPECTED(
            "expected",
            "coalesce(value_expected_micros, net_micros, 0)",
            "churn_tier IS NOT NULL AND value_expected_micros IS NOT NULL"),
    /** Probability of churn, in billionths. */
    CHURN("probability", "(coalesce(floor(churn_probability * 1e9), 0)::bigint)", "churn_tier IS NOT NULL"),
    /** Probability of churn × expected spend. */
    AT_RISK(
            "at_risk",
            "(coalesce(round(churn_probability * value_expected_micros), 0)::bigint)",
            "churn_tier IS NOT NULL"),
    /** Probability of a purchase within 7 days, in billionths. */
    PURCHASE(
            "probability",
            "(coalesce(floor(purchase_probability * 1e9), 0)::bigint)",
            "purchase_probability IS NOT NULL");

    private final Ranking ranking;
    private final String condition;

    IndexedRankings(String name, String expression, String condition) {
        ranking = new Ranking(name, expression);
        this.condition = condition;
    }

    /** What the list is ordered by. */
    public Ranking ranking() {
        return ranking;
    }

    /** Who is on it. */
    public Sql condition() {
        return Sql.of(condition);
    }
}
