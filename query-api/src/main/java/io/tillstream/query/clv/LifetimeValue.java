package io.tillstream.query.clv;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What buyers are expected to spend in the next 12 months.
 *
 * @param available whether the model says anything
 * @param reason why it does not, in words with figures; null when it does
 * @param model its version
 * @param metrics of the model, measured on time after that it was fitted on
 * @param totals null when the model says nothing
 * @param histogram buyers by expected spend: 20 bands of equal width up to the 95 % quantile, and all above it in one more; empty without a model
 */
public record LifetimeValue(
        Instant asOf,
        boolean available,
        @Nullable String reason,
        @Nullable String model,
        @Nullable Instant trainedAt,
        Map<String, Double> metrics,
        @Nullable Totals totals,
        List<Band> histogram) {

    /**
     * Sums and means over the buyers.
     *
     * @param customers buyers with a value
     * @param expectedMicros Σ expected spend
     * @param meanMicros per buyer
     * @param medianMicros half of the buyers are above
     * @param meanAlive mean probability that a buyer still buys
     * @param expectedOrders Σ expected days with a purchase
     * @param historicalMicros Σ net spend so far of the same buyers
     */
    public record Totals(
            long customers,
            @Money @JsonProperty("expected") long expectedMicros,
            @Money @JsonProperty("mean") @Nullable Long meanMicros,
            @Money @JsonProperty("median") @Nullable Long medianMicros,
            @Nullable Double meanAlive,
            double expectedOrders,
            @Money @JsonProperty("historical") long historicalMicros) {

        static Totals of(Row row) {
            Double orders = row.getDouble("expected_orders");
            return new Totals(
                    Rows.number(row, "customers"),
                    Rows.number(row, "expected_micros"),
                    row.getLong("mean_micros"),
                    row.getLong("median_micros"),
                    row.getDouble("mean_alive"),
                    orders == null ? 0 : orders,
                    Rows.number(row, "historical_micros"));
        }
    }

    /**
     * Buyers with about the same expected spend.
     *
     * @param toMicros null for the last band, which has no end
     */
    @Charted(kind = Chart.Kind.BARS, title = "Buyers by expected spend in 12 months", x = "from", y = "customers")
    public record Band(
            @Money @JsonProperty("from") long fromMicros,
            @Money @JsonProperty("to") @Nullable Long toMicros,
            long customers) {}
}
