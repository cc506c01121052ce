package io.tillstream.query.segments;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Customers by what is known of them now: their RFM segment, churn tier, place, country and age group, and a category that they have bought in.
 *
 * @param values what is asked for, by parameter; nothing for all customers
 */
public record Whose(Map<Parameter, String> values) {

    /** Everybody. */
    public static final Whose ALL = new Whose(Map.of());

    private static final List<Parameter> KNOWN = List.of(
            Parameter.SEGMENT,
            Parameter.TIER,
            Parameter.LOCATION,
            Parameter.COUNTRY,
            Parameter.AGE_GROUP,
            Parameter.CATEGORY);

    /** Customers without a place, a country or an age group that is known are asked for by this. */
    private static final String UNKNOWN = "unknown";

    /** Keeps them in an order of their own, so that the same question is the same statement. */
    public Whose {
        values = Map.copyOf(values);
    }

    /**
     * What the filters say of customers; null when they say nothing of them.
     *
     * @param others parameters that stand for something else where it is asked
     */
    public static @Nullable Whose of(Filters filters, Parameter... others) {
        List<Parameter> known = new ArrayList<>(KNOWN);
        known.removeAll(Arrays.asList(others));
        Map<Parameter, String> values = new TreeMap<>();
        for (Parameter parameter : known) {
            String value = filters.value(parameter);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return values.isEmpty() ? null : new Whose(values);
    }

    /** A condition on the {@code customer_id} of a row, beginning with AND. */
    public Sql members() {
        return Sql.of(" AND customer_id IN (SELECT c.customer_id FROM customers c WHERE true")
                .add(conditions("c"))
                .add(")");
    }

    /** Conditions on the customer, each beginning with AND; what of {@code customers} is called in the statement. */
    public Sql conditions(String customer) {
        Sql sql = Sql.of("");
        new TreeMap<>(values).forEach((parameter, value) -> add(sql, customer, parameter, value));
        return sql;
    }

    private static void add(Sql sql, String customer, Parameter parameter, String value) {
        switch (parameter) {
            case SEGMENT -> sql.add(" AND " + customer + ".segment = ?", value);
            case TIER -> sql.add(" AND " + customer + ".churn_tier = ?", value);
            case CATEGORY ->
                sql.add(
                        " AND " + customer
                                + ".customer_id IN (SELECT person(o.customer_id, o.occurred_at) FROM orders o"
                                + " JOIN order_lines l USING (customer_id, order_id) WHERE l.category = ?)",
                        value);
            default -> {
                if (value.equals(UNKNOWN)) {
                    sql.add(" AND " + customer + "." + parameter.wireName() + " IS NULL");
                } else {
                    sql.add(" AND " + customer + "." + parameter.wireName() + " = ?", value);
                }
            }
        }
    }
}
