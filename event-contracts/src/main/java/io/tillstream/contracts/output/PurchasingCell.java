package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How customers bought on one business day, in one dimension; the value of {@code analytics.behaviour.v1}. Orders as they were placed: a refund takes nothing
 * back. All figures are counts and sums, so that days and values add up; means, shares and quantiles are computed where they are read. The channels add up to
 * the total.
 *
 * @param day of the order; of a gap, of the later order
 * @param dimension {@code total}, {@code channel}, {@code device} or {@code payment_method}
 * @param value the dimension's value; {@code all} for total, {@code unknown} where the shop did not say
 * @param orders orders placed
 * @param units units in them
 * @param products distinct products of each order, added up
 * @param grossMicros Σ order amounts, discounts taken off
 * @param discountMicros Σ discounts; gross + discounts is what the goods would have cost
 * @param discountedOrders orders with a discount on any line
 * @param crossCategoryOrders orders with lines of two or more known categories
 * @param gaps of total: orders before which the same customer is known to have ordered
 * @param gapSeconds of total: Σ whole seconds since the customer's order before
 * @param orderGaps of total: whole hours since the customer's order before
 * @param basketUnits of total: units of an order
 * @param basketValues of total: amount of an order in hundredths of the currency unit
 * @param freshThrough when the newest event counted here reached the log
 */
public record PurchasingCell(
        LocalDate day,
        String dimension,
        String value,
        long orders,
        long units,
        long products,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("discounts") long discountMicros,
        long discountedOrders,
        long crossCategoryOrders,
        long gaps,
        long gapSeconds,
        List<Bin> orderGaps,
        List<Bin> basketUnits,
        List<Bin> basketValues,
        Instant freshThrough) {

    /**
     * How often something measured about so much.
     *
     * @param value exact below 64, above known to 1.6 %
     * @param count how often
     */
    public record Bin(long value, long count) {}
}
