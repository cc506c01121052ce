package io.tillstream.query.cohorts;

import io.tillstream.contracts.money.Micros;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a cell of the matrix says. */
enum Measure {
    RETENTION(CohortRow::retention),
    CUSTOMERS(CohortRow::customers),
    ORDERS(CohortRow::orders),
    REVENUE(row -> Micros.toDecimal(row.revenueMicros())),
    REVENUE_PER_CUSTOMER(row -> {
        Long micros = row.revenuePerCustomerMicros();
        return micros == null ? null : Micros.toDecimal(micros);
    });

    private final Function<CohortRow, @Nullable Number> value;

    Measure(Function<CohortRow, @Nullable Number> value) {
        this.value = value;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    Number of(CohortRow row) {
        return value.apply(row);
    }

    static Measure of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
