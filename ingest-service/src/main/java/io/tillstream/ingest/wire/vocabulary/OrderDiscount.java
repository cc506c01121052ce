package io.tillstream.ingest.wire.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares a discount of a whole order out among its lines, by what each comes to; the last line takes what rounding leaves, so that the shares come to the
 * discount exactly.
 */
final class OrderDiscount {

    private static final int MICRO_DIGITS = 6;

    private OrderDiscount() {}

    /** Adds the shares to the lines, unless a line has a discount of its own or one cannot be read. */
    static boolean share(BigDecimal discount, ArrayNode lines) {
        List<BigDecimal> amounts = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            BigDecimal price = Json.decimal(line, "price");
            BigDecimal quantity = line.has("quantity") ? Json.decimal(line, "quantity") : BigDecimal.ONE;
            if (price == null || quantity == null || line.has("discount")) {
                return false;
            }
            BigDecimal amount = price.multiply(quantity);
            amounts.add(amount);
            total = total.add(amount);
        }
        if (discount.signum() <= 0 || discount.compareTo(total) > 0) {
            return false;
        }
        BigDecimal left = discount;
        BigDecimal base = total;
        for (int i = 0; i < amounts.size(); i++) {
            BigDecimal amount = amounts.get(i);
            BigDecimal part = base.signum() == 0
                    ? BigDecimal.ZERO
                    : left.multiply(amount).divide(base, MICRO_DIGITS, RoundingMode.HALF_UP);
            if (lines.get(i) instanceof ObjectNode line && part.signum() > 0) {
                line.set("discount", DecimalNode.valueOf(part));
            }
            left = left.subtract(part);
            base = base.subtract(amount);
        }
        return true;
    }
}
