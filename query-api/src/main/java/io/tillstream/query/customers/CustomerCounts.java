package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where customers are counted: in the cells that the database keeps as customers change, so that no request reads all customers. The cells know all filters on
 * customers but the location and a few on figures; where one of these is asked for, the customers are counted.
 */
public final class CustomerCounts {

    private static final List<Parameter> FILTERS = List.of(
            Parameter.SEGMENT,
            Parameter.TIER,
            Parameter.COUNTRY,
            Parameter.AGE_GROUP,
            Parameter.GENDER,
            Parameter.CHANNEL,
            Parameter.CLUSTER);

    /** What only the customers themselves tell. */
    private static final List<Parameter> BY_CUSTOMER = List.of(
            Parameter.LOCATION,
            Parameter.BEHAVIOUR,
            Parameter.CUSTOM_SEGMENT,
            Parameter.MIN_NET,
            Parameter.MAX_NET,
            Parameter.MIN_ORDERS,
            Parameter.MAX_ORDERS);

    private CustomerCounts() {}

    /**
     * Sums over the customers that the filters leave. Columns are those of the view {@code customer_facts}, each row standing for so many {@code customers}.
     *
     * @param columns what follows SELECT
     * @param condition what follows WHERE
     */
    public static Sql of(String columns, String condition, Params params) {
        boolean cells = BY_CUSTOMER.stream().allMatch(filter -> params.text(filter) == null);
        String source = cells ? "customer_cells" : "customer_facts";
        return CustomerFilter.add(Sql.of("SELECT " + columns + " FROM " + source + " WHERE " + condition), params);
    }

    /** Whether all customers are asked for, so that {@code customer_counts} can answer. */
    public static boolean isOfAll(Params params) {
        return Stream.concat(FILTERS.stream(), BY_CUSTOMER.stream()).allMatch(filter -> params.text(filter) == null);
    }
}
