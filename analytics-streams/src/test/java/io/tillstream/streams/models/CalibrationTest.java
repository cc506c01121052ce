package io.tillstream.streams.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void shouldDrawALineThroughItsKnotsAndStayLevelBeyond() {
        Calibration line = new Calibration.Line(new double[] {0.2, 0.4, 0.8}, new double[] {0.1, 0.3, 0.3});
        assertThat(line.apply(0)).isEqualTo(0.1);
        assertThat(line.apply(0.3)).isEqualTo(0.2, within(1e-12));
        assertThat(line.apply(0.4)).isEqualTo(0.3);
        assertThat(line.apply(0.6)).isEqualTo(0.3);
        assertThat(line.apply(1)).isEqualTo(0.3);
    }

    @Test
    void shouldFollowTheLogisticCurve() {
        // 1 / (1 + e^−1) and 1 / (1 + e^1)
        assertThat(new Calibration.Curve(4, -1).apply(0.5)).isEqualTo(0.7310585786300049, within(1e-15));
        assertThat(new Calibration.Curve(4, -1).apply(0)).isEqualTo(0.2689414213699951, within(1e-15));
    }

    @Test
    void shouldRefuseWhatWouldFall() {
        assertThatThrownBy(() -> new Calibration.Line(new double[] {0, 1}, new double[] {0.5, 0.4}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration.Line(new double[] {0, 0}, new double[] {0.5, 0.6}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration.Curve(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
