package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of the carts that held a product, or products of a category; the value of {@code analytics.product-carts.v1}. A cart counts on the business day it
 * was opened, once in each product and category, with what it held when its state changed. A cart that was emptied, or lost the product before, does not count.
 *
 * @param period {@code day} or {@code all}
 * @param day the day carts were opened; null for all time
 * @param dimension {@code product} or {@code category}
 * @param value the product or category; {@code unknown} where the shop did not say
 * @param purchased carts bought while they were open
 * @param abandoned carts abandoned, those included that were recovered later
 * @param recovered of the abandoned, bought within 7 days
 * @param freshThrough when the newest event counted here reached the log
 */
public record ProductCartCell(
        String period,
        @Nullable LocalDate day,
        String dimension,
        String value,
        long purchased,
        long abandoned,
        long recovered,
        Instant freshThrough) {}
