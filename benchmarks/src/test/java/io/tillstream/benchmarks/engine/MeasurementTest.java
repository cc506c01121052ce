package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final Measurement LIMIT = new Measurement(1000, 2_000_000_000L, 400, 500_000_000L, 250_000_000L);
    private static final Measurement TOPOLOGY =
            new Measurement(1000, 4_000_000_000L, 500, 2_500_000_000L, 1_250_000_000L);

    @Test
    void shouldTellRatesPerSecond() {
        assertThat(LIMIT.coldRate()).isEqualTo(500);
        assertThat(LIMIT.warmRate()).isEqualTo(800);
        assertThat(LIMIT.warmWallRate()).isEqualTo(1600);
    }

    @Test
    void shouldTravelAsALine() {
        assertThat(Measurement.parse(LIMIT.line())).isEqualTo(LIMIT);
        assertThatThrownBy(() -> Measurement.parse("1 2 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a measurement: 1 2 3");
    }

    @Test
    void shouldPutRatesAndTheirRatioBesideEachOther() {
        String text = new EngineReport(new Load.Sent(1000, 50, 400_000), LIMIT, TOPOLOGY).text();

        assertThat(text.lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "1,000 events of 50 visitors, 400 bytes of JSON each on average",
                        "",
                        "events per second of CPU, cold CPU, warm clock, warm",
                        "consume and parse (limit) 500 800 1,600",
                        "whole topology 250 200 400",
                        "ratio to the limit 0.50 0.25");
    }
}
