package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.util.Set;

/** Which customers: the filters on what is computed of them. */
public final class CustomerFilter {

    private CustomerFilter() {}

    /** Adds the conditions of all filters that were given to a statement over {@code customers}, which has a WHERE already; amounts and orders in the words of its indexes. */
    public static Sql add(Sql sql, Params params) {
        sql.addIf(" AND segment = ?", params.text(Parameter.SEGMENT));
        sql.addIf(" AND churn_tier = ?", params.text(Parameter.TIER));
        for (Parameter parameter : Set.of(
                Parameter.LOCATION, Parameter.COUNTRY, Parameter.AGE_GROUP, Parameter.GENDER, Parameter.CHANNEL)) {
            String value = isOfAnswer(parameter, params) ? null : params.text(parameter);
            if ("unknown".equals(value)) {
                sql.add(" AND " + parameter.wireName() + " IS NULL");
            } else {
                sql.addIf(" AND " + parameter.wireName() + " = ?", value);
            }
        }
        sql.addIf(" AND cluster_tier = ?", params.text(Parameter.CLUSTER));
        sql.addIf(" AND ? = ANY (behaviours)", params.text(Parameter.BEHAVIOUR));
        sql.addIf(
                " AND custom_segments <> '{}' AND custom_segments @> ARRAY[?]::text[]",
                params.text(Parameter.CUSTOM_SEGMENT));
        sql.addIf(" AND coalesce(net_micros, 0) >= ?", params.micros(Parameter.MIN_NET));
        sql.addIf(" AND coalesce(net_micros, 0) <= ?", params.micros(Parameter.MAX_NET));
        sql.addIf(" AND coalesce(orders, 0) >= ?", params.count(Parameter.MIN_ORDERS));
        return sql.addIf(" AND coalesce(orders, 0) <= ?", params.count(Parameter.MAX_ORDERS));
    }

    /** Beside what somebody answered, the channel is that of the answer. */
    private static boolean isOfAnswer(Parameter parameter, Params params) {
        return parameter == Parameter.CHANNEL && params.text(Parameter.ANSWERED) != null;
    }
}
