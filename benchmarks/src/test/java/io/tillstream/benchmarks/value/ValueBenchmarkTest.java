package io.tillstream.benchmarks.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueBenchmarkTest {

    @Test
    void shouldMeasureAFewOfEach() {
        List<Integer> progress = new ArrayList<>();
        ValueFigures figures = new ValueBenchmark(2_000, 3_000, 100).run(progress::add);

        assertThat(progress).containsExactly(100);
        assertThat(figures.coverage()).isBetween(0.7, 0.9);
        assertThat(figures.fitSeconds()).isPositive();
        assertThat(figures.text()).contains("2,000 buyers", "3,000 customers", "100 samples");
        assertThat(figures.result().figures())
                .containsEntry("scored_customers", 3_000.0)
                .containsEntry("coverage_samples", 100.0);
    }

    @Test
    void shouldSimulateHistories() {
        SimulatedBuyers buyers = new SimulatedBuyers(1, 20_000);
        long again = 0;
        for (int i = 0; i < buyers.count(); i++) {
            assertThat(buyers.lastAfter(i)).isBetween(buyers.repeats(i), buyers.observed(i));
            assertThat(buyers.meanRepeat(i) > 0).isEqualTo(buyers.repeats(i) > 0);
            again += buyers.repeats(i) > 0 ? 1 : 0;
        }
        // nobody buys for T with probability (α / (α + T))^r, 0.20 on average over T from 100 to 600
        assertThat(again / 20_000.0).isBetween(0.74, 0.82);
    }
}
