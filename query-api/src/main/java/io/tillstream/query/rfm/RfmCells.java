package io.tillstream.query.rfm;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All 125 RFM cells and the cut points behind them.
 *
 * @param cells ordered by label
 * @param cutPoints null until there are any
 */
public record RfmCells(List<Cell> cells, @Nullable CutPoints cutPoints) {

    /**
     * One cell.
     *
     * @param label recency, frequency and monetary score, for example 555
     * @param segment the segment of its customers; null without customers
     */
    @Charted(
            kind = Chart.Kind.MATRIX,
            title = "Customers by recency and frequency score",
            x = "recency",
            y = "frequency",
            z = "customers")
    public record Cell(
            String label,
            int recency,
            int frequency,
            int monetary,
            @Nullable String segment,
            long customers,
            @Money @JsonProperty("net") long netMicros) {}

    /**
     * Where scores are cut: 20, 40, 60 and 80 % quantiles.
     *
     * @param asOf reference time of recency
     * @param customers customers with at least one order
     * @param exact whether the quantiles are exact
     * @param lastPurchaseAt ascending
     * @param orders ascending
     * @param net ascending, in currency units
     */
    public record CutPoints(
            Instant asOf,
            long customers,
            boolean exact,
            List<Instant> lastPurchaseAt,
            List<Long> orders,
            List<BigDecimal> net) {}
}
