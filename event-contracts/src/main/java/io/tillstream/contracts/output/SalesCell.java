package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Sales of one business day, or of all time, in one dimension; the value of {@code analytics.sales.v1}.
 *
 * <p>The values of a dimension add up to the total in units, gross, refunds and net; orders and buyers do so except for category and product, where one
 * order counts in each it contains. What the shop did not say is under {@code unknown}.
 *
 * @param period {@code day} or {@code all}
 * @param day the business day; null for {@code all}
 * @param dimension {@code total}, {@code category}, {@code product}, {@code location}, {@code country} or {@code age_group}
 * @param value the dimension's value, for example a product id; {@code all} for total
 * @param title for a product in period {@code all}, its newest title
 * @param category for a product in period {@code all}, its newest category
 * @param orders distinct orders
 * @param units units sold
 * @param grossMicros Σ unit price × quantity − discount
 * @param refundMicros Σ refunds booked on the day
 * @param netMicros gross − refunds
 * @param refunds number of refunds
 * @param unitsReturned units that came back
 * @param buyers distinct customers who bought: exact up to 1,000, beyond within 2 %
 * @param views view_item events; for category and product only
 * @param cartAdds add_to_cart events; for category and product only
 * @param stockOnHand for a product in period {@code all}, the newest stock on hand, if known
 * @param freshThrough when the newest event counted here reached the log
 */
public record SalesCell(
        String period,
        @Nullable LocalDate day,
        String dimension,
        String value,
        @Nullable String title,
        @Nullable String category,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds_value") long refundMicros,
        @Money @JsonProperty("net") long netMicros,
        long refunds,
        long unitsReturned,
        long buyers,
        long views,
        long cartAdds,
        @Nullable Long stockOnHand,
        Instant freshThrough) {}
