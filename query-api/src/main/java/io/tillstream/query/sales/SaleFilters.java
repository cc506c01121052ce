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
        Sql sql = Sql.of("")
                .addIf(" AND " + sale + ".day >= ?", filters.from())
                .addIf(" AND " + sale + ".day <= ?", filters.to());
        for (Map.Entry<Parameter, String> filter : filters.values().entrySet()) {
            String column =
                    switch (filter.getKey()) {
                        case CATEGORY -> line + ".category";
                        case SEGMENT -> "c.segment";
                        case TIER -> "c.churn_tier";
                        default -> sale + "." + filter.getKey().wireName();
                    };
            sql.add(" AND " + column + " = ?", filter.getValue());
        }
        return sql;
    }
}
