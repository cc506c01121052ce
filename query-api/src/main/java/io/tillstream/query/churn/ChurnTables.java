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
                        Sql.of("SELECT churn_tier, count(*) AS customers, sum(net_micros)::bigint AS net_micros"
                                + " FROM customers WHERE churn_tier IS NOT NULL"),
                        params)
                .add(" GROUP BY 1");
        return database.list(
                        sql,
                        row -> new ChurnTier(
                                row.getString("churn_tier"),
                                Rows.number(row, "customers"),
                                null,
                                Rows.number(row, "net_micros")))
                .map(ChurnTables::complete);
    }

    private static List<ChurnTier> complete(List<ChurnTier> found) {
        Map<String, ChurnTier> byTier = new TreeMap<>();
        found.forEach(tier -> byTier.put(tier.tier(), tier));
        long all = found.stream().mapToLong(ChurnTier::customers).sum();
        return Parameter.TIER.choices().stream()
                .map(name -> byTier.getOrDefault(name, new ChurnTier(name, 0, null, 0)))
                .map(tier -> new ChurnTier(
                        tier.tier(), tier.customers(), Amounts.ratio(tier.customers(), all), tier.netMicros()))
                .toList();
    }

    /** How the tiers came about: {@code rule} or a model's version; empty without customers. */
    Uni<List<String>> methods() {
        return database.list(
                Sql.of("SELECT DISTINCT churn_method FROM customers WHERE churn_method IS NOT NULL ORDER BY 1"),
                row -> row.getString("churn_method"));
    }
}
