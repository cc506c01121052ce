package io.tillstream.query.kpi;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.carts.CartCounts;
import io.tillstream.query.carts.CartTables;
import io.tillstream.query.customers.CustomerFilter;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.ReferenceTime;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.sales.SalesFigures;
import io.tillstream.query.sales.SalesTables;
import io.tillstream.query.table.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tiles. */
@ApplicationScoped
public class KpiTables {

    private static final Duration ACTIVE = Duration.ofDays(90);

    private final Database database;
    private final ReferenceTime referenceTime;
    private final SalesTables sales;
    private final CartTables carts;
    private final Currency currency;

    KpiTables(Database database, ReferenceTime referenceTime, SalesTables sales, CartTables carts, Currency currency) {
        this.database = database;
        this.referenceTime = referenceTime;
        this.sales = sales;
        this.carts = carts;
        this.currency = currency;
    }

    private record Customers(@Nullable Long total, @Nullable Long active, long buyers) {}

    /** Reads the tiles. */
    public Uni<Kpis> read(Params params) {
        Filters filters = Filters.of(params);
        Uni<CartCounts> cartCounts = carts.counts(filters);
        return referenceTime.asOf().flatMap(asOf -> Uni.combine()
                .all()
                .unis(sales.total(filters), customers(params, filters, asOf), cartCounts, freshThrough())
                .with((sold, known, counts, fresh) -> kpis(filters, sold, known, counts, asOf, fresh.orElse(null))));
    }

    private Kpis kpis(
            Filters filters,
            SalesFigures sold,
            Customers known,
            CartCounts counts,
            Instant asOf,
            @Nullable Instant freshThrough) {
        return new Kpis(
                sold.netMicros(),
                sold.grossMicros(),
                sold.refundMicros(),
                sold.orders(),
                sold.units(),
                sold.averageOrderMicros(),
                filters.none() ? known.buyers() : sold.buyers(),
                known.total(),
                known.active(),
                counts.conversionRate(),
                counts.abandonmentRate(),
                counts.recoveryRate(),
                counts,
                currency.code(),
                asOf,
                freshThrough);
    }

    private Uni<Customers> customers(Params params, Filters filters, Instant asOf) {
        if (filters.has(Parameter.CATEGORY) || filters.has(Parameter.DEVICE)) {
            return Uni.createFrom().item(new Customers(null, null, 0));
        }
        Sql sql = Sql.of(
                "SELECT count(*) AS total, count(*) FILTER (WHERE last_purchase_at >= ?) AS active,"
                        + " count(*) FILTER (WHERE orders > 0) AS buyers FROM customers WHERE first_seen_at IS NOT NULL",
                asOf.minus(ACTIVE).atOffset(ZoneOffset.UTC));
        return database.one(
                CustomerFilter.add(sql, params),
                row -> new Customers(
                        Rows.number(row, "total"), Rows.number(row, "active"), Rows.number(row, "buyers")));
    }

    private Uni<Optional<Instant>> freshThrough() {
        return database.one(
                Sql.of("SELECT greatest((SELECT max(fresh_through) FROM sales_cells WHERE dimension = 'total'),"
                        + " (SELECT max(fresh_through) FROM seasonality_cells),"
                        + " (SELECT max(fresh_through) FROM funnel_cells WHERE dimension = 'total')) AS fresh_through"),
                row -> Optional.ofNullable(Rows.instantOrNull(row, "fresh_through")));
    }
}
