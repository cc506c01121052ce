package io.tillstream.query.rfm;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.money.Micros;
import io.tillstream.query.customers.CustomerCounts;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads RFM cells and cut points. */
@ApplicationScoped
class RfmTables {

    private static final int SCORES = 5;

    /** Of all customers; the value is the label, a space and the segment. */
    private static final Sql KEPT =
            Sql.of("SELECT substr(value, 1, 1)::int AS rfm_recency, substr(value, 2, 1)::int AS rfm_frequency,"
                    + " substr(value, 3, 1)::int AS rfm_monetary, min(nullif(substr(value, 5), '')) AS segment,"
                    + " sum(customers)::bigint AS customers, sum(net_micros)::bigint AS net_micros"
                    + " FROM customer_counts WHERE kind = 'rfm' AND customers > 0 GROUP BY 1, 2, 3");

    private final Database database;

    RfmTables(Database database) {
        this.database = database;
    }

    Uni<RfmCells> cells(Params params) {
        return database.figures(CustomerCounts.isOfAll(params) ? KEPT : counted(params), RfmTables::cell)
                .flatMap(cells -> cutPoints()
                        .map(found -> new RfmCells(complete(cells), found.isEmpty() ? null : found.getFirst())));
    }

    private static Sql counted(Params params) {
        return CustomerFilter.add(
                        Sql.of("SELECT rfm_recency, rfm_frequency, rfm_monetary, min(segment) AS segment,"
                                + " count(*) AS customers, sum(net_micros)::bigint AS net_micros"
                                + " FROM customers WHERE rfm_recency IS NOT NULL"),
                        params)
                .add(" GROUP BY 1, 2, 3");
    }

    private Uni<List<RfmCells.CutPoints>> cutPoints() {
        return database.figures(
                Sql.of("SELECT * FROM rfm_cut_points LIMIT 1"),
                row -> new RfmCells.CutPoints(
                        Rows.instant(row, "as_of"),
                        Rows.number(row, "customers"),
                        row.getBoolean("exact"),
                        Rows.instants(row, "last_purchase_at"),
                        Rows.numbers(row, "orders"),
                        Rows.numbers(row, "net_micros").stream()
                                .map(Micros::toDecimal)
                                .toList()));
    }

    private static RfmCells.Cell cell(Row row) {
        int recency = row.getInteger("rfm_recency");
        int frequency = row.getInteger("rfm_frequency");
        int monetary = row.getInteger("rfm_monetary");
        return new RfmCells.Cell(
                "" + recency + frequency + monetary,
                recency,
                frequency,
                monetary,
                row.getString("segment"),
                Rows.number(row, "customers"),
                Rows.number(row, "net_micros"));
    }

    private static List<RfmCells.Cell> complete(List<RfmCells.Cell> found) {
        Map<String, RfmCells.Cell> all = new TreeMap<>();
        for (int recency = 1; recency <= SCORES; recency++) {
            for (int frequency = 1; frequency <= SCORES; frequency++) {
                for (int monetary = 1; monetary <= SCORES; monetary++) {
                    String label = "" + recency + frequency + monetary;
                    all.put(label, new RfmCells.Cell(label, recency, frequency, monetary, null, 0, 0));
                }
            }
        }
        found.forEach(cell -> all.put(cell.label(), cell));
        return List.copyOf(all.values());
    }
}
