package io.tillstream.query.sales;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.util.Map;

/**
 * What filters say of single orders or refunds: place, country, age group, channel and device are those of the sale, the category that of its line, segment and tier
 * those of the customer now.
 */
public final class SaleFilters {

    private SaleFilters() {}

    /**
     * The join to the customer as {@code c}, where a filter is about them.
     *
     * @param person term of SQL for whose the sale is
     */
    public static String customers(Filters filters, String person) {
        return filters.has(Parameter.SEGMENT) || filters.has(Parameter.TIER)
                ? " JOIN customers c ON c.customer_id = " + person
                : "";
    }

    /**
     * Conditions, each beginning with AND.
     *
     * @param sale what of {@code orders} or {@code refunds} is called in the statement
     * @param line what of their lines, which a category needs
     */
    public static Sql conditions(Filters filters, String sale, String line) {
        return ofSales(filters, sale, line).add(ofCustomers(filters));
    }

    /** Those of {@link #conditions} that are about the customer {@code c}. */
    public static Sql ofCustomers(Filters filters) {
        return Sql.of("")
                .addIf(" AND c.segment = ?", filters.value(Parameter.SEGMENT))
                .addIf(" AND c.churn_tier = ?", filters.value(Parameter.TIER));
    }

    /** Those of {@link #conditions} that are about the sale itself. */
    public static Sql ofSales(Filters filters, String sale, String line) {
        Sql sql = Sql.of("")
                .addIf(" AND " + sale + ".day >= ?", filters.from())
                .addIf(" AND " + sale + ".day <= ?", filters.to());
        for (Map.Entry<Parameter, String> filter : filters.values().entrySet()) {
            switch (filter.getKey()) {
                case SEGMENT, TIER -> {}
                case CATEGORY -> sql.add(" AND " + line + ".category = ?", filter.getValue());
                default -> sql.add(" AND " + sale + "." + filter.getKey().wireName() + " = ?", filter.getValue());
            }
        }
        return sql;
    }
}
