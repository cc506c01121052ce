package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.models.Calibration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratingTest {

    @Test
    void shouldPoolAdjacentViolators() {
        double[] scores = {1, 2, 3, 4, 5, 6};
        boolean[] outcomes = {false, true, false, true, true, true};
        // 0 | 1, 0 pooled to a half | 1, 1, 1 which are as one
        assertThat(Calibrating.steps(scores, outcomes))
                .containsExactly(new double[] {1, 1, 0}, new double[] {2, 5, 1}, new double[] {3, 15, 3});
        assertThat(Calibrating.steps(new double[] {1, 1, 2}, new boolean[] {true, false, false}))
                .containsExactly(new double[] {3, 4, 1});
    }

    @Test
    void shouldFindTheCurveThatMadeTheOutcomes() {
        Random random = new Random(3);
        int rows = 20_000;
        double[] raws = random.doubles(rows).toArray();
        boolean[] outcomes = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-(6 * raws[i] - 4)));
        }
        Calibration.Curve curve = (Calibration.Curve) Calibrating.curve(raws, outcomes);
        assertThat(curve.slope()).isEqualTo(6, within(0.25));
        assertThat(curve.offset()).isEqualTo(-4, within(0.15));
        Calibration line = Calibrating.isotonic(raws, outcomes);
        for (double raw = 0.1; raw < 1; raw += 0.1) {
            assertThat(line.apply(raw)).isEqualTo(curve.apply(raw), within(0.05));
        }
    }

    @Test
    void shouldTakeTheLineWhereNoCurveFits() {
        Random random = new Random(4);
        int rows = 4_000;
        double[] raws = random.doubles(rows).toArray();
        boolean[] outcomes = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            outcomes[i] = random.nextDouble() < (raws[i] < 0.3 ? 0.02 : raws[i] < 0.6 ? 0.5 : 0.55);
        }
        assertThat(Calibrating.fit(raws, outcomes)).isInstanceOf(Calibration.Line.class);
    }

    @Test
    void shouldStayLevelWhenScoresSayNothing() {
        double[] raws = {0.9, 0.8, 0.2, 0.1, 0.3};
        boolean[] outcomes = {false, false, true, true, true};
        Calibration calibration = Calibrating.fit(raws, outcomes);
        // more of the outcome at low scores: the share of all, with one row of each added
        assertThat(calibration.apply(0.1)).isEqualTo(4.0 / 7, within(1e-12));
        assertThat(calibration.apply(0.9)).isEqualTo(4.0 / 7, within(1e-12));
    }
}
