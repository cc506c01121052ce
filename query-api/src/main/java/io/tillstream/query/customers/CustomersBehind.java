package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import java.time.YearMonth;

/** The customers behind a mark of a chart: of a cohort, of a month, of a tier of the loyalty program, of carts that ended in some way. */
final class CustomersBehind {

    private static final String OF_CUSTOMER = " WHERE o.customer_id = customers.customer_id";

    private CustomersBehind() {}

    /** Adds the conditions of all that was given to a statement over {@code customers}, which has a WHERE already. */
    static Sql add(Sql sql, Params params) {
        sql.addIf(" AND loyalty_tier = ?", params.text(Parameter.LOYALTY_TIER));
        YearMonth cohort = params.month(Parameter.COHORT);
        if (cohort != null) {
            bought(sql, cohort);
            sql.add(" AND NOT EXISTS (SELECT FROM orders o" + OF_CUSTOMER + " AND o.day < ?)", cohort.atDay(1));
        }
        YearMonth month = params.month(Parameter.BOUGHT_IN);
        if (month != null) {
            bought(sql, month);
        }
        return cart(sql, params);
    }

    private static void bought(Sql sql, YearMonth month) {
        sql.add(
                " AND EXISTS (SELECT FROM orders o" + OF_CUSTOMER + " AND o.day BETWEEN ? AND ?)",
                month.atDay(1),
                month.atEndOfMonth());
    }

    private static Sql cart(Sql sql, Params params) {
        Filters days = Filters.of(params);
        String state = params.text(Parameter.CART);
        if (state == null) {
            if (days.from() != null || days.to() != null) {
                throw Problem.combination(
                        (days.from() == null ? Parameter.TO : Parameter.FROM).wireName(),
                        "of customers, only beside cart");
            }
            return sql;
        }
        return sql.add(" AND EXISTS (SELECT FROM carts o" + OF_CUSTOMER + " AND o.state = ?", state)
                .addIf(" AND o.opened_day >= ?", days.from())
                .addIf(" AND o.opened_day <= ?", days.to())
                .add(")");
    }
}
