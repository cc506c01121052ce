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

/** Reads how many customers each churn tier holds. */
@ApplicationScoped
public class ChurnTables {

    private final Database database;

    ChurnTables(Database database) {
        this.database = database;
    }

    /** All tiers, empty ones included: Low, Medium, High. */
    public Uni<List<ChurnTier>> tiers(Params params) {
        Sql sql = CustomerFilter.add(
                        Sql.of("SELECT churn_tier, count(*) AS customers, sum(net_micros)::bigint AS net_micros,"
                                + " avg(churn_probability) AS mean_probability,"
                                + " sum(value_expected_micros)::bigint AS expected_micros"
                                + " FROM customers WHERE churn_tier IS NOT NULL"),
                        params)
                .add(" GROUP BY 1");
        return database.list(
                        sql,
                        row -> new ChurnTier(
                                row.getString("churn_tier"),
                                Rows.number(row, "customers"),
                                null,
                                Rows.number(row, "net_micros"),
                                row.getDouble("mean_probability"),
                                row.getLong("expected_micros")))
                .map(ChurnTables::complete);
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
        Sql sql = CustomerFilter.add(
                        Sql.of(
                                "SELECT greatest(least(floor(churn_probability * 10)::int, 9), 0) AS tenth, count(*) AS customers,"
                                        + " sum(churn_probability) AS total FROM customers WHERE churn_probability IS NOT NULL"),
                        params)
                .add(" GROUP BY 1");
        return database.list(sql, row -> row).map(ChurnScores::of);
    }

    /** The features that moved probabilities most, over all customers asked for. */
    Uni<List<ChurnReason>> reasons(Params params) {
        Sql customers = CustomerFilter.add(
                Sql.of("SELECT churn_reasons FROM customers WHERE churn_reasons IS NOT NULL"), params);
        Sql sql = Sql.of("SELECT reason ->> 'feature' AS feature, count(*) AS customers,"
                        + " count(*) FILTER (WHERE (reason ->> 'contribution')::float8 > 0) AS raised,"
                        + " avg((reason ->> 'contribution')::float8) AS mean_contribution,"
                        + " avg(abs((reason ->> 'contribution')::float8)) AS mean_strength FROM (")
                .add(customers)
                .add(") AS scored, jsonb_array_elements(churn_reasons) AS reason"
                        + " GROUP BY 1 ORDER BY sum(abs((reason ->> 'contribution')::float8)) DESC, 1 LIMIT 10");
        return database.list(sql, ChurnReason::of);
    }

    /** How many customers each play is for. */
    Uni<List<ChurnPlay>> plays(Params params) {
        Sql sql = CustomerFilter.add(
                        Sql.of("SELECT churn_tier, " + RetentionPlay.WORTH
                                + " AS worth, count(*) AS customers FROM customers WHERE churn_tier IS NOT NULL"),
                        params)
                .add(" GROUP BY 1, 2");
        return database.list(sql, row -> row).map(ChurnPlay::all);
    }

    /** How the tiers came about: {@code rule} or a model's version; empty without customers. */
    Uni<List<String>> methods() {
        return database.list(
                Sql.of("SELECT DISTINCT churn_method FROM customers WHERE churn_method IS NOT NULL ORDER BY 1"),
                row -> row.getString("churn_method"));
    }
}
