package io.tillstream.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkResultTest {

    @Test
    void shouldBeOneLineOfJsonWithFiguresInTheirOrder() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("limit_events_per_cpu_second", 388_000.0);
        figures.put("dsl_to_limit_ratio", 0.125);

        assertThat(new BenchmarkResult("engine", figures, "2 \"processors\"", "abc").json())
                .isEqualTo("{\"name\":\"engine\",\"figures\":{\"limit_events_per_cpu_second\":388000,"
                        + "\"dsl_to_limit_ratio\":0.125},\"machine\":\"2 \\\"processors\\\"\",\"commit\":\"abc\"}");
    }

    @Test
    void shouldTellMachineAndCommitOfThisCheckout() {
        BenchmarkResult result = BenchmarkResult.here("any", Map.of());

        assertThat(result.machine()).matches("\\d+ processors, \\d+ GiB, .+, Java \\d+");
        assertThat(result.commit()).matches("[0-9a-f]{12}(-changed)?|unknown");
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        assertThatThrownBy(() -> new BenchmarkResult("any", Map.of("x_ratio", Double.NaN), "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x_ratio is no number: NaN");
    }
}
