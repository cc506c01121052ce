package io.tillstream.query.clv;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Params;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads expected spend. */
@ApplicationScoped
class LifetimeValueTables {

    private static final int BANDS = 20;
    private static final String VALUED = " FROM customers WHERE value_expected_micros IS NOT NULL";

    private final Database database;

    LifetimeValueTables(Database database) {
        this.database = database;
    }

    Uni<LifetimeValue.Totals> totals(Params params) {
        return database.figure(
                CustomerFilter.add(
                        Sql.of("SELECT count(*) AS customers, sum(value_expected_micros)::bigint AS expected_micros,"
                                + " round(avg(value_expected_micros))::bigint AS mean_micros,"
                                + " percentile_disc(0.5) WITHIN GROUP (ORDER BY value_expected_micros) AS median_micros,"
                                + " avg(value_alive_probability) AS mean_alive,"
                                + " sum(value_expected_orders) AS expected_orders,"
                                + " sum(net_micros)::bigint AS historical_micros" + VALUED),
                        params),
                LifetimeValue.Totals::of);
    }

    Uni<List<LifetimeValue.Band>> histogram(Params params) {
        Sql valued = CustomerFilter.add(Sql.of("SELECT value_expected_micros AS expected" + VALUED), params);
        Sql sql = Sql.of("WITH valued AS (")
                .add(valued)
                .add("), width AS (SELECT greatest(ceil(percentile_disc(0.95) WITHIN GROUP (ORDER BY expected) / "
                        + BANDS + ".0), 1)::bigint AS micros FROM valued)"
                        + " SELECT least(expected / micros, " + BANDS
                        + ") AS band, max(micros) AS micros, count(*) AS customers"
                        + " FROM valued, width GROUP BY 1 ORDER BY 1");
        return database.figures(sql, row -> row).map(LifetimeValueTables::bands);
    }

    private static List<LifetimeValue.Band> bands(List<Row> rows) {
        List<LifetimeValue.Band> bands = new ArrayList<>();
        if (rows.isEmpty()) {
            return bands;
        }
        long width = Rows.number(rows.getFirst(), "micros");
        long[] customers = new long[BANDS + 1];
        rows.forEach(row -> customers[(int) Math.max(0, Rows.number(row, "band"))] += Rows.number(row, "customers"));
        for (int band = 0; band <= BANDS; band++) {
            bands.add(new LifetimeValue.Band(band * width, band == BANDS ? null : (band + 1) * width, customers[band]));
        }
        return bands;
    }
}
