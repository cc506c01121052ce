package io.tillstream.streams.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed forms of Abramowitz and Stegun, section 15.1. */
class HypergeometricTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 0.5, 0.7, 0.95, 0.999})
    void shouldBeALogarithm(double z) {
        double exact = -Math.log1p(-z) / z;
        assertThat(Hypergeometric.f21(1, 1, 2, z)).isCloseTo(exact, within(1e-11 * exact));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.7, 0.95, 0.999})
    void shouldBeAPower(double z) {
        double exact = Math.pow(1 - z, -2.5);
        assertThat(Hypergeometric.f21(2.5, 3.25, 3.25, z)).isCloseTo(exact, within(1e-11 * exact));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.9, 0.99})
    void shouldBeAnArcSine(double z) {
        double exact = Math.asin(Math.sqrt(z)) / Math.sqrt(z * (1 - z));
        assertThat(Hypergeometric.f21(1, 1, 1.5, z)).isCloseTo(exact, within(1e-10 * exact));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
    void shouldRefuseWhatItsSeriesDoesNotReach(double z) {
        assertThatThrownBy(() -> Hypergeometric.f21(1, 1, 2, z)).hasMessageContaining("[0, 1)");
    }
}
