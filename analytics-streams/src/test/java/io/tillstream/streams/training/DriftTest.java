package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void shouldMeasureTheShiftOfShares() {
        // (0.6 − 0.5) ln(0.6 / 0.5) + (0.4 − 0.5) ln(0.4 / 0.5) = 0.0182322 + 0.0223144
        assertThat(Drift.psi(new double[] {0.5, 0.5}, new double[] {0.6, 0.4})).isEqualTo(0.0405465, within(1e-7));
        assertThat(Drift.psi(new double[] {0.2, 0.8}, new double[] {0.2, 0.8})).isZero();
        assertThat(Drift.psi(new double[] {0.1, 0.9}, new double[] {0.9, 0.1})).isGreaterThan(Drift.MOVED);
        assertThat(Drift.psi(new double[] {1, 0}, new double[] {0, 1})).isFinite();
    }

    @Test
    void shouldBinByQuantiles() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] edges = Bins.edges(values, 5);
        assertThat(edges).containsExactly(3, 5, 7, 9);
        assertThat(Bins.shares(edges, values)).containsExactly(new double[] {0.3, 0.2, 0.2, 0.2, 0.1}, within(1e-12));
        assertThat(Bins.edges(new double[] {4, 4, 4}, 5)).isEmpty();
        assertThat(Bins.bin(edges, 3)).isZero();
        assertThat(Bins.bin(edges, 3.01)).isEqualTo(1);
        assertThat(Bins.bin(edges, 99)).isEqualTo(4);
    }
}
