package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineReportTest {

    private static final LoadPlan PLAN = new LoadPlan(1_000, 20, 5, false);
    private static final Sent SENT = new Sent(1_000, 21, 400_000, 10, 5, 900);

    private static Measurement warm(long rate) {
        return new Measurement(1_000, 4_000_000_000L, 500, 500_000_000_000L / rate, 1_000_000_000L, Map.of());
    }

    private static final List<Map<Variant, Measurement>> ROUNDS = List.of(
            Map.of(Variant.LOOP, warm(1_000), Variant.DSL, warm(50), Variant.LIMIT, warm(2_000)),
            Map.of(Variant.LOOP, warm(500), Variant.DSL, warm(100), Variant.LIMIT, warm(2_000)),
            Map.of(Variant.LOOP, warm(800), Variant.DSL, warm(80), Variant.LIMIT, warm(2_000)));

    @Test
    void shouldGiveMediansAndSpread() {
        assertThat(new EngineReport(PLAN, SENT, ROUNDS).figures())
                .contains(
                        entry("dsl_events_per_cpu_second", 80.0),
                        entry("dsl_lowest_events_per_cpu_second", 50.0),
                        entry("dsl_highest_events_per_cpu_second", 100.0),
                        entry("dsl_cold_events_per_cpu_second", 250.0),
                        entry("dsl_events_per_second", 500.0),
                        entry("visitors", 21.0))
                .doesNotContainKeys("product_events_per_cpu_second", "product_to_dsl_ratio");
    }

    @Test
    void shouldPutRatesIntoATable() {
        assertThat(lines(new EngineReport(PLAN, SENT, ROUNDS)))
                .containsExactly(
                        "1,000 events of 21 visitors in 5 days, 400 bytes of JSON each on average; median of 3 rounds"
                                + " (lowest–highest)",
                        "",
                        "events per second of CPU, cold CPU, warm clock, warm",
                        "consume and parse (limit) 250 2,000 (2,000–2,000) 500",
                        "plain DSL, three aggregates 250 80 (50–100) 500",
                        "loop, state in memory 250 800 (500–1,000) 500");
    }

    @Test
    void shouldPutRatiosBesideTheirGoals() {
        Measurement product = warm(400)
                .with(Map.of(
                        StateFigures.CUSTOMERS, 20L,
                        StateFigures.STATE_BYTES, 5_000L,
                        StateFigures.CUSTOMER_CHANGELOG, 9_000L,
                        StateFigures.CELL_CHANGELOG, 8_000L,
                        StateFigures.REPARTITION_RECORDS, 15L,
                        RocksDbMemory.CACHE, 3L,
                        RocksDbMemory.READERS, 4L));
        Map<Variant, Measurement> round = Map.of(Variant.PRODUCT, product, Variant.DSL, warm(50));
        EngineReport report = new EngineReport(PLAN, SENT, List.of(round));

        assertThat(lines(report)).contains("ratio, warm goal measured", "product / plain DSL ≥ 12 8.00");
        assertThat(report.figures())
                .contains(
                        entry("product_to_dsl_ratio", 8.0),
                        entry("state_bytes_per_customer", 250.0),
                        entry("repartition_records_ratio", 0.015),
                        entry("rocksdb_memory_bytes", 7.0));
    }

    @Test
    void shouldExpectLessOfTheProductWithAMillionCustomers() {
        assertThat(Goal.of(999_999).getFirst().atLeast()).isEqualTo(12);
        assertThat(Goal.of(1_000_000).getFirst().atLeast()).isEqualTo(10);
    }

    private static List<String> lines(EngineReport report) {
        return report.text()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }
}
