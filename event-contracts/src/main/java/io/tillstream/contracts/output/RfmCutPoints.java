package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The 20/40/60/80 % quantiles that RFM scores are cut at, over all customers with at least one order; on {@code analytics.models.v1} under
 * {@link #MODEL_NAME}.
 *
 * <p>A quantile is an order statistic: the smallest value with at least that share of customers at or below it.
 *
 * @param asOf reference time of recency, and so of all scores made from these cut points
 * @param newestEventAt event time of the newest event seen
 * @param customers number of customers with at least one order
 * @param exact whether the quantiles are exact (up to 50,000 customers) or within 0.5 % in rank
 * @param lastPurchaseAt ascending; recency cut points are the whole days from these to {@code asOf}
 * @param orders ascending cut points of F
 * @param netMicros ascending cut points of M, in micros
 * @param medianOrders median of F; null in records of earlier versions
 * @param medianNetMicros median of M, in micros; null in records of earlier versions
 * @param ordersPer30Days 80 % quantile of orders per 30 days between first and last purchase, a span of at least 90 days, to three decimals rounded down; null
 *     while it is not known of every customer
 */
public record RfmCutPoints(
        Instant asOf,
        Instant newestEventAt,
        long customers,
        boolean exact,
        List<Instant> lastPurchaseAt,
        List<Long> orders,
        @JsonProperty("net_micros") List<Long> netMicros,
        @Nullable Long medianOrders,
        @Nullable Long medianNetMicros,

        @JsonProperty("orders_per_30_days") @Nullable Double ordersPer30Days) {

    /** Key on the models topic. */
    public static final String MODEL_NAME = "rfm-cut-points";

    /** The cut points alone. */
    public RfmCutPoints(
            Instant asOf,
            Instant newestEventAt,
            long customers,
            boolean exact,
            List<Instant> lastPurchaseAt,
            List<Long> orders,
            List<Long> netMicros) {
        this(asOf, newestEventAt, customers, exact, lastPurchaseAt, orders, netMicros, null, null, null);
    }

    /** The cut points alone, whatever else is known. */
    public RfmCutPoints cutsOnly() {
        return new RfmCutPoints(asOf, newestEventAt, customers, exact, lastPurchaseAt, orders, netMicros);
    }
}
