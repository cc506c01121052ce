package io.tillstream.query.churn;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Amounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads churn from the cells that the database keeps as customers change, so that no request counts all customers. The cells do not know the location: where
 * it is asked for, the customers of the place are counted.
 */
@ApplicationScoped
public class ChurnTables {

    private final Database database;

    ChurnTables(Database database) {
        this.database = database;
    }

    /** All tiers, empty ones included: Low, Medium, High. */
    public Uni<List<ChurnTier>> tiers(Params params) {
        return database.figures(
                        tiersSql(params),
                        row -> new ChurnTier(
                                row.getString("churn_tier"),
                                Rows.number(row, "customers"),
                                null,
                                Rows.number(row, "net_micros"),
                                row.getDouble("mean_probability"),
                                row.getLong("expected_micros")))
                .map(ChurnTables::complete);
    }

    static Sql tiersSql(Params params) {
        return cells(
                        "churn_tier, sum(customers)::bigint AS customers, sum(net_micros)::bigint AS net_micros,"
                                + " sum(probability_sum) / 1e9::float8 / nullif(sum(customers) FILTER (WHERE tenth IS NOT NULL), 0)"
                                + " AS mean_probability,"
                                + " CASE WHEN sum(valued) > 0 THEN sum(expected_micros)::bigint END AS expected_micros",
                        "churn",
                        params)
                .add(" GROUP BY 1 HAVING sum(customers) > 0");
    }

    private static List<ChurnTier> complete(List<ChurnTier> found) {
        Map<String, ChurnTier> byTier = new TreeMap<>();
        found.forEach(tier -> byTier.put(tier.tier(), tier));
        long all = found.stream().mapToLong(ChurnTier::customers).sum();
        return Parameter.TIER.choices().stream()
                .map(name -> byTier.getOrDefault(name, ChurnTier.empty(name)))
                .map(tier -> tier.withShare(Amounts.ratio(tier.customers(), all)))
                .toList();
    }

    /** How many customers have a probability, their mean, and how many are in each tenth from 0 to 1. */
    Uni<ChurnScores> scores(Params params) {
        return database.figures(scoresSql(params), row -> row).map(ChurnScores::of);
    }

    static Sql scoresSql(Params params) {
        return cells(
                        "tenth, sum(customers)::bigint AS customers, (sum(probability_sum) / 1e9)::float8 AS total",
                        "churn",
                        params)
                .add(" AND tenth IS NOT NULL GROUP BY 1 HAVING sum(customers) > 0");
    }

    /** The features that moved probabilities most, over all customers asked for. */
    Uni<List<ChurnReason>> reasons(Params params) {
        return database.figures(reasonsSql(params), ChurnReason::of);
    }

    static Sql reasonsSql(Params params) {
        return cells(
                        "feature, sum(customers)::bigint AS customers, sum(raised)::bigint AS raised,"
                                + " (sum(contribution) / 1e4 / sum(customers))::float8 AS mean_contribution,"
                                + " (sum(strength) / 1e4 / sum(customers))::float8 AS mean_strength",
                        "churn_reason",
                        params)
                .add(" GROUP BY 1 HAVING sum(customers) > 0 ORDER BY sum(strength) DESC, 1 LIMIT 10");
    }

    /** How many customers each play is for. */
    Uni<List<ChurnPlay>> plays(Params params) {
        return database.figures(playsSql(params), row -> row).map(ChurnPlay::all);
    }

    static Sql playsSql(Params params) {
        return cells("churn_tier, worth, sum(customers)::bigint AS customers", "churn", params)
                .add(" GROUP BY 1, 2");
    }

    /** How the tiers came about: {@code rule} or a model's version; empty without customers. */
    Uni<List<String>> methods() {
        return database.figures(
                Sql.of("SELECT churn_method FROM churn_methods WHERE customers > 0 ORDER BY 1"),
                row -> row.getString("churn_method"));
    }

    private static Sql cells(String columns, String of, Params params) {
        String kind = params.text(Parameter.LOCATION) == null ? "_cells" : "_facts";
        return CustomerFilter.add(Sql.of("SELECT " + columns + " FROM " + of + kind + " WHERE true"), params);
    }
}
