package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tiles of the dashboard, from the recounted totals. */
final class Kpis {

    private final Map<String, Value> values = new LinkedHashMap<>();

    /**
     * One tile.
     *
     * @param right the value; null where there is nothing to divide by
     * @param tolerance how far the API may be off, for what it rounds
     */
    record Value(@Nullable BigDecimal right, BigDecimal tolerance) {

        boolean agrees(JsonNode stored) {
            if (right == null) {
                return stored.isNull();
            }
            return stored.isNumber()
                    && stored.decimalValue().subtract(right).abs().compareTo(tolerance) <= 0;
        }

        @Override
        public String toString() {
            return right == null ? "null" : right.stripTrailingZeros().toPlainString();
        }
    }

    /**
     * @param asOf the reference time that the API states, for the customers who are active then
     */
    Kpis(RecountResult result, AuditReport report, Instant asOf) {
        long orders = report.right(Measure.ORDERS);
        long purchased = report.right(Measure.CARTS_PURCHASED);
        long recovered = report.right(Measure.CARTS_RECOVERED);
        long abandoned = report.right(Measure.CARTS_LOST) + recovered;
        long emptied = report.right(Measure.CARTS_EMPTIED);
        money("revenue", report.right(Measure.NET));
        money("gross", report.right(Measure.GROSS));
        money("refunds", report.right(Measure.REFUNDS));
        count("orders", orders);
        values.put("aov", new Value(orders == 0 ? null : averageOrder(report, orders), micro()));
        count("customers", report.right(Measure.BUYERS));
        count("customers_total", report.right(Measure.CUSTOMERS));
        count("units", report.right(Measure.UNITS));
        count(
                "active_customers",
                result.books().customers().values().stream()
                        .filter(customer -> isActive(customer, asOf.toEpochMilli()))
                        .count());
        count("carts/opened", report.right(Measure.CARTS_OPENED));
        count("carts/open", report.right(Measure.CARTS_OPEN));
        count("carts/purchased", purchased);
        count("carts/abandoned", abandoned);
        count("carts/recovered", recovered);
        count("carts/emptied", emptied);
        rate("conversion_rate", purchased + recovered, purchased + abandoned + emptied);
        rate("abandonment_rate", abandoned, abandoned + purchased);
        rate("recovery_rate", recovered, abandoned);
    }

    /** Whether the customer bought in the 90 days before the reference time. */
    private static boolean isActive(Customer customer, long asOf) {
        return customer.orders > 0 && customer.lastPurchase >= asOf - 90 * Calendar.DAY;
    }

    /** By field of the API's answer, those of an object with its name and a slash before. */
    Map<String, Value> values() {
        return values;
    }

    private static BigDecimal averageOrder(AuditReport report, long orders) {
        return Micros.toDecimal(report.right(Measure.NET)).divide(BigDecimal.valueOf(orders), 12, RoundingMode.HALF_UP);
    }

    private static BigDecimal micro() {
        return new BigDecimal("0.000001");
    }

    private void money(String field, long micros) {
        values.put(field, new Value(Micros.toDecimal(micros), BigDecimal.ZERO));
    }

    private void count(String field, long count) {
        values.put(field, new Value(BigDecimal.valueOf(count), BigDecimal.ZERO));
    }

    private void rate(String field, long part, long whole) {
        BigDecimal rate = whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 12, RoundingMode.HALF_UP);
        values.put(field, new Value(rate, new BigDecimal("0.000001")));
    }
}
