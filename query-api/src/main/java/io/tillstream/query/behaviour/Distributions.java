package io.tillstream.query.behaviour;

import io.tillstream.query.behaviour.Spread.Seen;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How orders are spread. Quantiles and bins are known to 1.6 % of the value.
 *
 * @param orderGapDays days between an order and the same customer's order before
 * @param basketUnits units of an order
 * @param basketValue amount of an order in currency units
 */
public record Distributions(Spread orderGapDays, Spread basketUnits, Spread basketValue) {

    private static final double HOURS_PER_DAY = 24;
    private static final double HUNDREDTHS = 100;
    private static final double[] DAYS = {0, 1, 3, 7, 14, 30, 60, 90, 180, 365};
    private static final double[] UNITS = {0, 1, 2, 3, 4, 5, 6, 11, 21, 51};
    private static final double[] VALUES = {0, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

    /** One kind of distribution as it is stored: value and count, ascending. */
    record Stored(List<Seen> bins) {}

    /**
     * A bin as a row of a table.
     *
     * @param figure what is spread
     * @param from least value
     * @param to what values are below of; null for no bound
     * @param count how many
     */
    @Charted(
            kind = Chart.Kind.BARS,
            title = "How orders are spread",
            x = {"figure", "from"},
            y = "count")
    public record Line(String figure, double from, @Nullable Double to, long count) {}

    /** All bins, one figure after the other. */
    List<Line> lines() {
        return Stream.of(
                        lines("order_gap_days", orderGapDays),
                        lines("basket_units", basketUnits),
                        lines("basket_value", basketValue))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Line> lines(String figure, Spread spread) {
        return spread.bins().stream()
                .map(bin -> new Line(figure, bin.from(), bin.to(), bin.count()))
                .toList();
    }

    static Distributions of(
            Stored gaps,
            @Nullable Double gapDaysMean,
            Stored units,
            @Nullable Double unitsMean,
            Stored values,
            @Nullable Double valueMean) {
        return new Distributions(
                Spread.of(scaled(gaps, HOURS_PER_DAY), gapDaysMean, DAYS),
                Spread.of(units.bins(), unitsMean, UNITS),
                Spread.of(scaled(values, HUNDREDTHS), valueMean, VALUES));
    }

    private static List<Seen> scaled(Stored stored, double perUnit) {
        return stored.bins().stream()
                .map(each -> new Seen(each.value() / perUnit, each.count()))
                .toList();
    }
}
