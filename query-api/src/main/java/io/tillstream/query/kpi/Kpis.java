package io.tillstream.query.kpi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.carts.CartCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tiles.
 *
 * @param revenueMicros net sales: gross − refunds
 * @param grossMicros Σ unit price × quantity − discount
 * @param refundMicros refunds booked in the time
 * @param orders distinct orders
 * @param units units sold
 * @param aovMicros revenue / orders; null without orders
 * @param customers distinct customers who bought in the time
 * @param customersTotal all customers and visitors seen so far, whatever the time; null with a filter that customers do not have
 * @param activeCustomers of these, with a purchase in the 90 days before asOf; null likewise
 * @param conversionRate see {@link CartCounts}
 * @param abandonmentRate see {@link CartCounts}
 * @param recoveryRate see {@link CartCounts}
 * @param carts what became of carts opened in the time
 * @param currency ISO 4217
 * @param asOf reference time
 * @param freshThrough when the newest event counted here reached the log; null before the first
 */
public record Kpis(
        @Money @JsonProperty("revenue") long revenueMicros,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds") long refundMicros,
        long orders,
        long units,
        @Money @JsonProperty("aov") @Nullable Long aovMicros,
        long customers,
        @Nullable Long customersTotal,
        @Nullable Long activeCustomers,
        @Nullable Double conversionRate,
        @Nullable Double abandonmentRate,
        @Nullable Double recoveryRate,
        CartCounts carts,
        String currency,
        Instant asOf,
        @Nullable Instant freshThrough) {}
