package io.tillstream.query.clusters;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how many customers each cluster holds. */
@ApplicationScoped
class ClusterTables {

    private final Database database;

    ClusterTables(Database database) {
        this.database = database;
    }

    /** All clusters of the card, best first, with those who are in them now; none without a card. */
    Uni<List<ClusterRow>> rows(@Nullable ModelCard card, Params params) {
        if (card == null) {
            return Uni.createFrom().item(List.of());
        }
        Sql sql = CustomerCounts.of(
                        "cluster_rank, sum(customers)::bigint AS customers, sum(net_micros)::bigint AS net_micros,"
                                + " sum(orders)::bigint AS orders,"
                                + " sum(recency_days)::float8 / nullif(sum(recent), 0) AS recency_days,"
                                + " sum(probability_sum) / 1e9::float8 / nullif(sum(customers) FILTER (WHERE tenth IS NOT NULL), 0)"
                                + " AS churn_probability",
                        "cluster_rank IS NOT NULL",
                        params)
                .add(" GROUP BY 1 HAVING sum(customers) > 0");
        return database.figures(sql, row -> row).map(rows -> rows(card, rows));
    }

    private static List<ClusterRow> rows(ModelCard card, List<Row> rows) {
        Map<Integer, Row> found = new HashMap<>();
        rows.forEach(row -> found.put(row.getInteger("cluster_rank"), row));
        long all = rows.stream().mapToLong(row -> Rows.number(row, "customers")).sum();
        return card.clusters().stream()
                .map(cluster -> row(cluster, found.get(cluster.rank()), all))
                .toList();
    }

    private static ClusterRow row(ModelCard.ClusterCard cluster, @Nullable Row row, long all) {
        long customers = row == null ? 0 : Rows.number(row, "customers");
        long net = row == null ? 0 : Rows.number(row, "net_micros");
        return new ClusterRow(
                cluster.rank(),
                cluster.tier(),
                cluster.rewards(),
                cluster.words(),
                customers,
                Amounts.ratio(customers, all),
                net,
                Amounts.perOrder(net, customers),
                row == null ? null : Amounts.ratio(Rows.number(row, "orders"), customers),
                row == null ? null : row.getDouble("recency_days"),
                row == null ? null : row.getDouble("churn_probability"),
                cluster.means());
    }
}
