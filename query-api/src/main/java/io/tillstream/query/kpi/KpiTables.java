package io.tillstream.query.kpi;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.carts.CartCounts;
import io.tillstream.query.carts.CartTables;
import io.tillstream.query.customers.CustomerCounts;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tiles. */
@ApplicationScoped
public class KpiTables {

    private static final Duration ACTIVE = Duration.ofDays(90);

    /** How hours are written in {@code customer_counts}. */
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH", Locale.ROOT);

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
        Sql counted = CustomerCounts.of(
                "sum(customers)::bigint AS total, (sum(customers) FILTER (WHERE buyer))::bigint AS buyers",
                "seen",
                params);
        OffsetDateTime since = asOf.minus(ACTIVE).atOffset(ZoneOffset.UTC);
        Uni<Long> active = database.figure(
                CustomerCounts.isOfAll(params) ? activeOfAll(since) : active(since, params),
                row -> Rows.number(row, "active"));
        return database.figure(counted, row -> row)
                .flatMap(row -> active.map(
                        lately -> new Customers(Rows.number(row, "total"), lately, Rows.number(row, "buyers"))));
    }

    private static Sql active(OffsetDateTime since, Params params) {
        return CustomerFilter.add(
                Sql.of(
                        "SELECT count(*) AS active FROM customers WHERE first_seen_at IS NOT NULL AND last_purchase_at >= ?",
                        since),
                params);
    }

    /** Whole hours are counted already; of the one in which the time begins the customers are. */
    private static Sql activeOfAll(OffsetDateTime since) {
        OffsetDateTime next = since.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        return Sql.of(
                "SELECT (SELECT coalesce(sum(customers), 0) FROM customer_counts WHERE kind = 'purchase_hour' AND value >= ?)::bigint"
                        + " + (SELECT count(*) FROM customers WHERE first_seen_at IS NOT NULL AND last_purchase_at >= ?"
                        + " AND last_purchase_at < ?) AS active",
                HOUR.format(next),
                since,
                next);
    }

    private Uni<Optional<Instant>> freshThrough() {
        return database.figure(
                Sql.of("SELECT greatest((SELECT max(fresh_through) FROM sales_cells WHERE dimension = 'total'),"
                        + " (SELECT max(fresh_through) FROM seasonality_cells),"
                        + " (SELECT max(fresh_through) FROM funnel_days WHERE dimension = 'total')) AS fresh_through"),
                row -> Optional.ofNullable(Rows.instantOrNull(row, "fresh_through")));
    }
}
