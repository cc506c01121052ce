package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final Measurement MEASUREMENT =
            new Measurement(1000, 2_000_000_000L, 400, 500_000_000L, 250_000_000L, Map.of("b_bytes", 7L, "a", 1L));

    @Test
    void shouldTellRatesPerSecond() {
        assertThat(MEASUREMENT.coldRate()).isEqualTo(500);
        assertThat(MEASUREMENT.warmRate()).isEqualTo(800);
        assertThat(MEASUREMENT.warmWallRate()).isEqualTo(1600);
    }

    @Test
    void shouldTravelAsALine() {
        assertThat(MEASUREMENT.line()).isEqualTo("1000 2000000000 400 500000000 250000000 a=1 b_bytes=7");
        assertThat(Measurement.parse(MEASUREMENT.line())).isEqualTo(MEASUREMENT);
        assertThatThrownBy(() -> Measurement.parse("1 2 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a measurement: 1 2 3");
    }

    @Test
    void shouldTakeTheSecondHalfAsWarm() {
        Measurement halves = Measurement.halves(1_001, new Stopwatch(600, 70), new Stopwatch(1_000, 100));

        assertThat(halves).isEqualTo(new Measurement(1_001, 1_000, 501, 400, 30, Map.of()));
    }
}
