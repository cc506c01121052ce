package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.RfmCutPoints;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    Kpis(RecountResult result, AuditReport report, @Nullable RfmCutPoints cutPoints) {
        long orders = report.right(Measure.ORDERS);
        long purchased = report.right(Measure.CARTS_PURCHASED);
        long recovered = report.right(Measure.CARTS_RECOVERED);
        long abandoned = report.right(Measure.CARTS_LOST) + recovered;
        long emptied = report.right(Measure.CARTS_EMPTIED);
        money("revenue", report.right(Measure.NET));
        money("gross", report.right(Measure.GROSS));
        money("refunds", report.right(Measure.REFUNDS));
        count("orders", orders);
        values.put("aov", new Value(orders == 0 ? null : averageOrder(report, orders), cents()));
        count("customers", report.right(Measure.BUYERS));
        if (cutPoints != null) {
            Scoring scoring = new Scoring(cutPoints);
            count(
                    "active_customers",
                    result.books().customers().values().stream()
                            .filter(scoring::isActive)
                            .count());
        }
        rate("conversion_rate", purchased + recovered, purchased + abandoned + emptied);
        rate("abandonment_rate", abandoned, abandoned + purchased);
        rate("recovery_rate", recovered, abandoned);
    }

    /** By field of the API's answer. */
    Map<String, Value> values() {
        return values;
    }

    private static BigDecimal averageOrder(AuditReport report, long orders) {
        return Micros.toDecimal(report.right(Measure.NET)).divide(BigDecimal.valueOf(orders), 12, RoundingMode.HALF_UP);
    }

    private static BigDecimal cents() {
        return new BigDecimal("0.005");
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
        values.put(field, new Value(rate, new BigDecimal("0.00005")));
    }
}
