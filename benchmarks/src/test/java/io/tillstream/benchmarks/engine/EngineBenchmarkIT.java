package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tillstream.benchmarks.process.QuietLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of it once, with few events: a process for the broker and one for each program. Each program checks that it has counted every event. */
@Timeout(240)
class EngineBenchmarkIT {

    private static final LoadPlan LOAD = new LoadPlan(3_001, 100, 3, false);

    @TempDir
    Path folder;

    @BeforeAll
    static void keepLogsQuiet() {
        QuietLogs.errorsOnly();
    }

    @Test
    void shouldMeasureEveryProgramOverTheSameEvents() throws Exception {
        List<String> progress = new ArrayList<>();
        // the two others run the same programs with other arguments
        EnumSet<Variant> variants = EnumSet.complementOf(EnumSet.of(Variant.PRODUCT_ALL_CORES, Variant.LOOP));

        EngineReport report = new EngineBenchmark(folder, new EngineOptions(LOAD, variants, 1), progress::add).run();

        Map<String, Double> figures = report.figures();
        assertThat(figures).contains(entry("events", 3_001.0), entry("customers", 100.0), entry("rounds", 1.0));
        assertThat(figures.get("visitors")).isBetween(100.0, 300.0);
        for (Variant variant : variants) {
            assertThat(figures.get(variant.figure() + "_events_per_cpu_second")).isPositive();
            assertThat(figures.get(variant.figure() + "_cold_events_per_cpu_second"))
                    .isPositive();
            assertThat(progress).contains("Round 1 of 1: " + variant.title());
        }
        assertThat(figures)
                .containsKeys("product_to_dsl_ratio", "product_to_limit_ratio", "exactly_once_to_at_least_once_ratio")
                .doesNotContainKey("product_to_loop_ratio");
        assertThat(figures.get("state_bytes_per_customer")).isBetween(50.0, 5_000.0);
        // how many deltas share a record depends on how many commits the run takes, so on the machine
        assertThat(figures.get("repartition_records_ratio")).isPositive().isFinite();
        assertThat(folder.resolve("state")).doesNotExist();
    }
}
