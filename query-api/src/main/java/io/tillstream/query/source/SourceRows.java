package io.tillstream.query.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.sales.SalesFigures;
import io.tillstream.query.segments.SegmentRow;
import io.tillstream.query.transactions.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The flat rows of the source paths. */
final class SourceRows {

    private SourceRows() {}

    /** Customers and spend of a segment. */
    @Charted(title = "Revenue by segment", x = "segment", y = "revenue")
    record Segment(
            String segment,
            long customers,
            @Money @JsonProperty("revenue") long revenueMicros,
            long orders,
            @Nullable Double averageOrders,
            @Nullable Double averageRecencyDays) {
        static Segment of(SegmentRow row) {
            return new Segment(
                    row.segment(),
                    row.customers(),
                    row.netMicros(),
                    row.orders(),
                    row.averageOrders(),
                    row.averageRecencyDays());
        }
    }

    /** Sales of a category. */
    @Charted(title = "Revenue by category", x = "category", y = "revenue")
    record Category(
            String category,
            @Money @JsonProperty("revenue") long revenueMicros,
            long orders,
            long units,
            long customers,

            @Money @JsonProperty("average_order_value") @Nullable
            Long averageOrderMicros) {
        static Category of(SalesFigures row) {
            return new Category(
                    row.key(), row.netMicros(), row.orders(), row.units(), row.buyers(), row.averageOrderMicros());
        }
    }

    /** Sales of a business day. */
    @Charted(title = "Revenue by day", x = "date", y = "revenue")
    record Day(
            String date,
            @Money @JsonProperty("revenue") long revenueMicros,
            long orders,
            long units,
            long customers,

            @Money @JsonProperty("average_order_value") @Nullable
            Long averageOrderMicros) {
        static Day of(SalesFigures row) {
            return new Day(
                    row.key(), row.netMicros(), row.orders(), row.units(), row.buyers(), row.averageOrderMicros());
        }
    }

    /** Customers and spend of a churn tier. */
    @Charted(title = "Customers by churn risk", x = "risk_level", y = "customers")
    record Risk(
            String riskLevel,
            long customers,
            @Nullable Double share,
            @Money @JsonProperty("revenue") long revenueMicros) {}

    /** A purchase or a refund; what went back is negative. */
    record Sale(
            String kind,
            Instant timestamp,
            String customerId,
            String orderId,
            @Money @JsonProperty("amount") long amountMicros,
            long units,
            String channel,
            String device,
            String country,
            String location) {
        static Sale of(Transaction row) {
            boolean back = row.kind().equals("refund");
            return new Sale(
                    row.kind(),
                    row.occurredAt(),
                    row.customerId(),
                    row.orderId(),
                    back ? -row.amountMicros() : row.amountMicros(),
                    row.units(),
                    row.channel(),
                    row.device(),
                    row.country(),
                    row.location());
        }
    }
}
