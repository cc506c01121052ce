package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An order of customers, in the very words of an index, with the customer id as last key so that it is total; and the condition for what comes after a row of it.
 * Customers without a value come last in either direction, by id; of those with equal values the ids go against the direction.
 */
enum CustomerSort {
    NET("net", "coalesce(net_micros, 0)", Words.ALWAYS, false, row -> Long.toString(row.netMicros())),
    NET_DOWN("-net", "coalesce(net_micros, 0)", Words.ALWAYS, true, row -> Long.toString(row.netMicros())),
    ORDERS("orders", "coalesce(orders, 0)", Words.ALWAYS, false, row -> Long.toString(row.orders())),
    ORDERS_DOWN("-orders", "coalesce(orders, 0)", Words.ALWAYS, true, row -> Long.toString(row.orders())),
    LAST_PURCHASE("last_purchase_at", "last_purchase_at", "last_purchase_at", false, row -> time(row.lastPurchaseAt())),
    LAST_PURCHASE_DOWN(
            "-last_purchase_at", "last_purchase_at", "last_purchase_at", true, row -> time(row.lastPurchaseAt())),
    LAST_SEEN("last_seen_at", "last_seen_at", "last_seen_at", false, row -> time(row.lastSeenAt())),
    LAST_SEEN_DOWN("-last_seen_at", "last_seen_at", "last_seen_at", true, row -> time(row.lastSeenAt())),
    VALUE(
            "value_expected",
            Words.VALUE_EXPECTED,
            "value_expected_micros",
            false,
            row -> amount(row.valueExpectedMicros())),
    VALUE_DOWN(
            "-value_expected",
            Words.VALUE_EXPECTED,
            "value_expected_micros",
            true,
            row -> amount(row.valueExpectedMicros())),
    CHURN(
            "churn_probability",
            billionths("churn_probability"),
            "churn_probability",
            false,
            row -> share(row.churnProbability())),
    CHURN_DOWN(
            "-churn_probability",
            billionths("churn_probability"),
            "churn_probability",
            true,
            row -> share(row.churnProbability())),
    PURCHASE(
            "purchase_probability",
            billionths("purchase_probability"),
            "purchase_probability",
            false,
            row -> share(row.purchaseProbability())),
    PURCHASE_DOWN(
            "-purchase_probability",
            billionths("purchase_probability"),
            "purchase_probability",
            true,
            row -> share(row.purchaseProbability())),
    ID("customer_id", "customer_id", Words.ALWAYS, false, row -> "0");

    private final String wireName;
    private final String expression;
    private final String known;
    private final boolean down;
    private final Function<CustomerRow, String> key;

    CustomerSort(String wireName, String expression, String column, boolean down, Function<CustomerRow, String> key) {
        this.wireName = wireName;
        this.expression = expression;
        this.known = known(column);
        this.down = down;
        this.key = key;
    }

    /** The order asked for; the greatest spenders first when none was. */
    static CustomerSort of(Params params) {
        List<CustomerSort> sorts = Arrays.asList(values());
        String name = params.oneOf(
                Parameter.SORT, sorts.stream().map(sort -> sort.wireName).toList());
        return sorts.stream()
                .filter(sort -> sort.wireName.equals(name))
                .findFirst()
                .orElse(NET_DOWN);
    }

    /** Where the page before ended, or null. */
    @Nullable
    List<String> after(Params params) {
        List<String> after = Cursor.read(params, 3);
        if (after != null && !after.getFirst().equals(wireName)) {
            throw Cursor.invalid();
        }
        return after;
    }

    /** Whether all customers have a value. */
    boolean isOfAll() {
        return known.equals(Words.EVERYBODY);
    }

    /** Adds to a list that has a WHERE: those with a value, after the row where the page before ended, in order. */
    Sql known(Sql list, @Nullable List<String> after) {
        list.add(" AND " + known);
        if (after != null) {
            after(list, after);
        }
        return this == ID
                ? list.add(" ORDER BY customer_id")
                : list.add(" ORDER BY " + expression + (down ? " DESC, customer_id" : ", customer_id DESC"));
    }

    private void after(Sql list, List<String> after) {
        if (this == ID) {
            list.add(" AND customer_id > ?", after.get(2));
            return;
        }
        boolean isTime = expression.endsWith("_at");
        Object value = isTime ? Cursor.time(after.get(1)) : (Object) Cursor.number(after.get(1));
        // the first bound is one that an index knows, the second is exact
        list.add(
                " AND " + expression + (down ? " <= ?" : " >= ?") + " AND (" + expression + (down ? " < ?" : " > ?")
                        + " OR customer_id" + (down ? " > ?)" : " < ?)"),
                value,
                value,
                after.get(2));
    }

    /** Adds to a list that has a WHERE: those without a value. */
    Sql unknown(Sql list, @Nullable List<String> after) {
        list.add(" AND NOT (" + known + ")");
        if (after != null && isUnknown(after)) {
            list.add(" AND customer_id > ?", after.get(2));
        }
        return list.add(" ORDER BY customer_id");
    }

    /** Whether the page before ended among those without a value. */
    boolean isUnknown(List<String> after) {
        return after.get(1).isEmpty();
    }

    /** The whole order. */
    String order() {
        if (this == ID) {
            return " ORDER BY customer_id";
        }
        if (isOfAll()) {
            return " ORDER BY " + expression + (down ? " DESC, customer_id" : ", customer_id DESC");
        }
        return " ORDER BY (" + known + ") DESC, CASE WHEN " + known + " THEN " + expression + " END"
                + (down ? " DESC" : ", CASE WHEN " + known + " THEN customer_id END DESC") + ", customer_id";
    }

    String cursor(CustomerRow row) {
        return Cursor.write(wireName, key.apply(row), row.customerId());
    }

    private static String known(String column) {
        return switch (column) {
            case Words.ALWAYS -> Words.EVERYBODY;
            // as the indexes of these say
            case "value_expected_micros", "churn_probability" ->
                "churn_tier IS NOT NULL AND " + column + " IS NOT NULL";
            default -> column + " IS NOT NULL";
        };
    }

    /** A share in billionths, rounded down as Java does. */
    private static String billionths(String column) {
        return "(coalesce(floor(" + column + " * 1e9), 0)::bigint)";
    }

    private static String amount(@Nullable Long amount) {
        return amount == null ? "" : Long.toString(amount);
    }

    private static String share(@Nullable Double share) {
        return share == null ? "" : Long.toString((long) Math.floor(share * 1e9));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : Cursor.key(time);
    }

    /** Texts that the constants share. */
    private static final class Words {

        private static final String ALWAYS = "";
        private static final String EVERYBODY = "first_seen_at IS NOT NULL";
        private static final String VALUE_EXPECTED = "coalesce(value_expected_micros, net_micros, 0)";
    }
}
