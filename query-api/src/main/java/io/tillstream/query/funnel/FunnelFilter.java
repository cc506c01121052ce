package io.tillstream.query.funnel;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Problem;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which funnel cells: cells know one dimension at a time, so that one of device, channel and country can be asked for.
 *
 * @param dimension the cells' dimension
 * @param value the value asked for; null for all values of the dimension
 */
public record FunnelFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String dimension,
        @Nullable String value) {

    private static final String TOTAL = "total";
    private static final Set<Parameter> DIMENSIONS = Set.of(Parameter.DEVICE, Parameter.CHANNEL, Parameter.COUNTRY);

    /**
     * Whether cells answer.
     *
     * @param by what is split by: a dimension or day; null for no split
     */
    static boolean isKept(Filters filters, @Nullable String by) {
        if (filters.onlyDays()) {
            return true;
        }
        Parameter only = filters.values().keySet().iterator().next();
        return filters.values().size() == 1
                && DIMENSIONS.contains(only)
                && (by == null || by.equals("day") || by.equals(only.wireName()));
    }

    /**
     * Reads the filters.
     *
     * @throws Problem naming a filter that cells cannot honour beside another
     */
    public static FunnelFilter of(Filters filters) {
        if (filters.onlyDays()) {
            return new FunnelFilter(filters.from(), filters.to(), TOTAL, "all");
        }
        Iterator<Map.Entry<Parameter, String>> given =
                filters.values().entrySet().iterator();
        Map.Entry<Parameter, String> first = given.next();
        if (given.hasNext()) {
            throw Problem.combination(
                    given.next().getKey().wireName(),
                    "cells of the funnel are counted by one of device, channel and country at a time");
        }
        return new FunnelFilter(filters.from(), filters.to(), first.getKey().wireName(), first.getValue());
    }

    /** The same days split by a dimension's values. */
    public FunnelFilter splitBy(String other) {
        if (!dimension.equals(TOTAL) && !dimension.equals(other)) {
            throw Problem.combination(
                    Parameter.DIMENSION.wireName(),
                    "cells of the funnel cannot be split by it within one " + dimension);
        }
        return new FunnelFilter(from, to, other, dimension.equals(TOTAL) ? null : value);
    }

    /** Adds the conditions to a statement over {@code funnel_days} that ends in WHERE. */
    public Sql add(Sql sql) {
        return sql.add(" dimension = ?", dimension)
                .addIf(" AND value = ?", value)
                .addIf(" AND day >= ?", from)
                .addIf(" AND day <= ?", to);
    }
}
