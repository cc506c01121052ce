package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

    @Test
    void shouldGrowCustomersAndDaysOneAtATime() {
        assertThat(GrowthCase.of(2_000_000, 1_000_000).stream().map(GrowthCase::name))
                .containsExactly(
                        "customers_20000_days_7",
                        "customers_20000_days_60",
                        "customers_20000_days_365",
                        "customers_100000_days_60",
                        "customers_1000000_days_60");
        assertThat(GrowthCase.of(5_000, 1_000).stream().map(GrowthCase::name)).doesNotHaveDuplicates();
        assertThatThrownBy(() -> GrowthCase.of(5_000, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most-customers: 99 is not allowed; allowed is 100 or more");
    }

    @Test
    void shouldCompareTheLargestWithTheSmallest() {
        GrowthReport report = new GrowthReport(rows(10, 20, 50, 21, 30));

        assertThat(report.figures())
                .contains(
                        entry("customers_100_days_60_cpu_microseconds_per_event", 20.0),
                        entry("customers_1000_days_60_restore_seconds", 2.5),
                        entry("growth_cost_ratio", 1.5),
                        entry("days_cost_ratio", 5.0))
                .doesNotContainKey("customers_100_days_60_restore_seconds");
        assertThat(report.text().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "100 7 10.0 250 0.0 1.50% 0.0",
                        "cost of an event, 100 to 1,000 customers: × 1.50",
                        "cost of an event, 7 to 365 days: × 5.00",
                        "restored 42 records of changelogs in 2.5 s, 1.2 s of processor time");
    }

    private static List<GrowthReport.Row> rows(int... costMicros) {
        List<GrowthCase> cases = GrowthCase.of(5_000, 1_000);
        List<GrowthReport.Row> rows = new ArrayList<>();
        for (int i = 0; i < costMicros.length; i++) {
            Measurement product = new Measurement(
                            1_000, 1_000_000_000L, 500, 500L * 1_000 * costMicros[i], 1_000_000_000L, Map.of())
                    .with(Map.of(
                            StateFigures.CUSTOMERS, 20L,
                            StateFigures.STATE_BYTES, 5_000L,
                            StateFigures.CUSTOMER_CHANGELOG, 9_000L,
                            StateFigures.CELL_CHANGELOG, 8_000L,
                            StateFigures.REPARTITION_RECORDS, 15L,
                            RocksDbMemory.CACHE, 3L,
                            RocksDbMemory.READERS, 4L));
            if (cases.get(i).restored()) {
                product = product.with(Map.of(
                        RestoreProgram.MILLIS, 2_500L, RestoreProgram.CPU_MILLIS, 1_200L, RestoreProgram.RECORDS, 42L));
            }
            rows.add(new GrowthReport.Row(cases.get(i), product));
        }
        return rows;
    }
}
