package io.tillstream.query.products;

import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What rows are sorted by, greatest first, as a whole number: rates in billionths. Rows without a rate come last. */
enum ProductSort {
    NET("net_micros"),
    GROSS("gross_micros"),
    UNITS("units"),
    ORDERS("orders"),
    BUYERS("buyers"),
    REFUNDS("refund_micros"),
    UNITS_RETURNED("units_returned"),
    VIEWS("coalesce(views, -1)"),
    CART_ADDS("coalesce(cart_adds, -1)"),
    CARTS_ABANDONED("coalesce(carts_abandoned, -1)"),
    CONVERSION_RATE(rate("orders", "nullif(views, 0)")),
    RETURN_RATE(rate("units_returned", "nullif(units, 0)")),
    CART_ABANDONMENT_RATE(rate("carts_abandoned", "nullif(carts_abandoned + carts_purchased, 0)")),
    NET_CHANGE(
            rate("net_micros - previous_net_micros", "CASE WHEN previous_net_micros > 0 THEN previous_net_micros END"));

    private final String expression;

    ProductSort(String expression) {
        this.expression = expression;
    }

    private static String rate(String part, String whole) {
        return "least(coalesce(round((" + part + ") * 1e9 / " + whole + "), -9e18), 9e18)";
    }

    /** The order asked for; by net when none was. */
    static ProductSort of(Params params) {
        String name = params.oneOf(
                Parameter.SORT,
                Arrays.stream(values()).map(ProductSort::wireName).sorted().toList());
        List<ProductSort> named = Arrays.stream(values())
                .filter(sort -> sort.wireName().equals(name))
                .toList();
        return named.isEmpty() ? NET : named.getFirst();
    }

    String wireName() {
        return "-" + name().toLowerCase(Locale.ROOT);
    }

    String expression() {
        return expression;
    }
}
