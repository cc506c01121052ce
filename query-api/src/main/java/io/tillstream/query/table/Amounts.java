package io.tillstream.query.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic of figures that are shown. */
public final class Amounts {

    private Amounts() {}

    /** Amount per order in micros, rounded half up; null without orders. */
    public static @Nullable Long perOrder(long micros, long orders) {
        return orders == 0
                ? null
                : BigDecimal.valueOf(micros)
                        .divide(BigDecimal.valueOf(orders), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    /** A share from 0 to 1; null of nothing. */
    public static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : Double.valueOf((double) part / whole);
    }
}
