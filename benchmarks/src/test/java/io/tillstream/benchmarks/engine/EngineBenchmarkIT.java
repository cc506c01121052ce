package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.benchmarks.process.QuietLogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of it once, with few events: broker, limit and topology in processes of their own. */
@Timeout(120)
class EngineBenchmarkIT {

    @TempDir
    Path folder;

    @BeforeAll
    static void keepLogsQuiet() {
        QuietLogs.errorsOnly();
    }

    @Test
    void shouldMeasureLimitAndTopologyOverTheSameEvents() throws Exception {
        List<String> progress = new ArrayList<>();

        EngineReport report = new EngineBenchmark(folder, 2_001, 100, progress::add).run();

        assertThat(report.input().events()).isEqualTo(2_001);
        assertThat(report.input().visitors()).isBetween(20, 300);
        assertThat(report.limit().events()).isEqualTo(2_001);
        assertThat(report.limit().warmEvents()).isEqualTo(2_001);
        assertThat(report.topology().events()).isEqualTo(2_001);
        assertThat(report.topology().warmEvents()).isEqualTo(1_001);
        assertThat(report.topology().warmCpuNanos())
                .isBetween(1L, report.topology().cpuNanos() - 1);
        assertThat(progress).hasSize(4);
    }

    @Test
    void shouldRefuseMoreEventsThanTheShopCanMake() {
        assertThatThrownBy(() -> new EngineBenchmark(folder, 1_000_000, 10, line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10 customers do not make 1,000,000 events in ten years; give more customers");
    }
}
