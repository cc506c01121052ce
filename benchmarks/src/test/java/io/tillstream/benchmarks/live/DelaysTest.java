package io.tillstream.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {

    @Test
    void shouldGiveTheLeastDelayThatAShareDoNotExceed() {
        Delays delays = new Delays();
        assertThat(delays.quantile(0.99)).isZero();
        LongStream.rangeClosed(1, 200).forEach(delays::add);
        assertThat(delays.quantile(0.5)).isEqualTo(100);
        assertThat(delays.quantile(0.99)).isEqualTo(198);
        assertThat(delays.quantile(1)).isEqualTo(200);
        assertThat(delays.mean()).isEqualTo(100.5);
        assertThat(delays.total()).isEqualTo(200);
    }

    @Test
    void shouldCountNothingTwiceBeyondItsBounds() {
        Delays delays = new Delays();
        delays.add(-3);
        delays.add(90_000);
        assertThat(delays.quantile(0.5)).isZero();
        assertThat(delays.quantile(1)).isEqualTo(60_000);
        assertThat(delays.total()).isEqualTo(2);
    }
}
