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
 * An order of customers, with the customer id as last key so that it is total, and the condition for what comes after a row of it. Customers without a value
 * come last in either direction.
 */
enum CustomerSort {
    NET("net", "coalesce(net_micros, 0)", false, row -> Long.toString(row.netMicros())),
    NET_DOWN("-net", "coalesce(net_micros, 0)", true, row -> Long.toString(row.netMicros())),
    ORDERS("orders", "coalesce(orders, 0)", false, row -> Long.toString(row.orders())),
    ORDERS_DOWN("-orders", "coalesce(orders, 0)", true, row -> Long.toString(row.orders())),
    LAST_PURCHASE("last_purchase_at", micros("last_purchase_at", 9), false, row -> time(row.lastPurchaseAt(), 9)),
    LAST_PURCHASE_DOWN(
            "-last_purchase_at", micros("last_purchase_at", -9), true, row -> time(row.lastPurchaseAt(), -9)),
    LAST_SEEN("last_seen_at", micros("last_seen_at", 9), false, row -> time(row.lastSeenAt(), 9)),
    LAST_SEEN_DOWN("-last_seen_at", micros("last_seen_at", -9), true, row -> time(row.lastSeenAt(), -9)),
    VALUE("value_expected", known("value_expected_micros", 9), false, row -> amount(row.valueExpectedMicros(), 9)),
    VALUE_DOWN(
            "-value_expected", known("value_expected_micros", -9), true, row -> amount(row.valueExpectedMicros(), -9)),
    CHURN("churn_probability", billionths("churn_probability", 9), false, row -> share(row.churnProbability(), 9)),
    CHURN_DOWN(
            "-churn_probability", billionths("churn_probability", -9), true, row -> share(row.churnProbability(), -9)),
    PURCHASE(
            "purchase_probability",
            billionths("purchase_probability", 9),
            false,
            row -> share(row.purchaseProbability(), 9)),
    PURCHASE_DOWN(
            "-purchase_probability",
            billionths("purchase_probability", -9),
            true,
            row -> share(row.purchaseProbability(), -9)),
    ID("customer_id", "0::bigint", false, row -> "0");

    private final String wireName;
    private final String expression;
    private final boolean down;
    private final Function<CustomerRow, String> key;

    CustomerSort(String wireName, String expression, boolean down, Function<CustomerRow, String> key) {
        this.wireName = wireName;
        this.expression = expression;
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

    /** Adds what follows the row of the given cursor. */
    Sql after(Params params, Sql sql) {
        List<String> after = Cursor.read(params, 3);
        if (after == null) {
            return sql;
        }
        if (!after.get(0).equals(wireName)) {
            throw Cursor.invalid();
        }
        long value = Cursor.number(after.get(1));
        return sql.add(
                " AND (" + expression + (down ? " < ?" : " > ?") + " OR (" + expression + " = ? AND customer_id > ?))",
                value,
                value,
                after.get(2));
    }

    String order() {
        return " ORDER BY " + expression + (down ? " DESC" : "") + ", customer_id";
    }

    String cursor(CustomerRow row) {
        return Cursor.write(wireName, key.apply(row), row.customerId());
    }

    /** Microseconds, or a number beyond all times (its sign says on which side) where there is none. */
    private static String micros(String column, int side) {
        return "coalesce((extract(epoch FROM " + column + ") * 1000000)::bigint, " + beyond(side) + ")";
    }

    /** A number, or one beyond all where there is none. */
    private static String known(String column, int side) {
        return "coalesce(" + column + ", " + beyond(side) + ")";
    }

    /** A share in billionths, rounded down as Java does. */
    private static String billionths(String column, int side) {
        return "coalesce(floor(" + column + " * 1e9)::bigint, " + beyond(side) + ")";
    }

    private static String amount(@Nullable Long amount, int side) {
        return Long.toString(amount == null ? beyond(side) : amount);
    }

    private static String share(@Nullable Double share, int side) {
        return Long.toString(share == null ? beyond(side) : (long) Math.floor(share * 1e9));
    }

    private static long beyond(int side) {
        return side > 0 ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
    }

    private static String time(@Nullable Instant time, int side) {
        return time == null ? Long.toString(beyond(side)) : Cursor.key(time);
    }
}
