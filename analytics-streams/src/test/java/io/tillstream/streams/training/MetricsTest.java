package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** The example in the documentation of scikit-learn's roc_auc_score and average_precision_score. */
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    private static final boolean[] OUTCOMES = {false, false, true, true};

    @Test
    void shouldGiveTheDocumentedAreaAndPrecision() {
        assertThat(Metrics.auc(SCORES, OUTCOMES)).isEqualTo(0.75);
        // documented as 0.83…: 1 · ½ + ⅔ · ½
        assertThat(Metrics.averagePrecision(SCORES, OUTCOMES)).isEqualTo(5.0 / 6, within(1e-12));
    }

    @Test
    void shouldCountTiesHalf() {
        // of 2 × 2 pairs one is won, one lost and two are tied
        assertThat(Metrics.auc(new double[] {0.5, 0.7, 0.5, 0.7}, new boolean[] {true, false, false, true}))
                .isEqualTo(0.5);
        assertThat(Metrics.auc(new double[] {0.5, 0.2, 0.5, 0.7}, new boolean[] {true, false, false, true}))
                .isEqualTo((1 + 0.5 + 1 + 1) / 4);
        double[] same = new double[10];
        boolean[] half = {true, false, true, false, true, false, true, false, true, false};
        assertThat(Metrics.auc(same, half)).isEqualTo(0.5);
        assertThat(Metrics.averagePrecision(same, half)).isEqualTo(0.5);
        assertThat(Metrics.liftOfTenth(same, half)).isEqualTo(1, within(1e-12));
    }

    /** The examples of scikit-learn's brier_score_loss and log_loss. */
    @Test
    void shouldGiveTheDocumentedLosses() {
        assertThat(Metrics.brier(new double[] {0.1, 0.9, 0.8, 0.3}, new boolean[] {false, true, true, false}))
                .isEqualTo(0.0375, within(1e-12));
        assertThat(Metrics.logLoss(new double[] {0.9, 0.1, 0.2, 0.65}, new boolean[] {true, false, false, true}))
                .isEqualTo(0.21616, within(1e-5));
    }

    @Test
    void shouldFindTheShareAmongTheHighestTenth() {
        double[] scores = new double[20];
        boolean[] outcomes = new boolean[20];
        Arrays.setAll(scores, i -> i / 20.0);
        outcomes[19] = true;
        outcomes[3] = true;
        // of the two highest one has the outcome, of all two in twenty
        assertThat(Metrics.liftOfTenth(scores, outcomes)).isEqualTo(5, within(1e-12));
    }

    @Test
    void shouldWeighTheBinsOfTheReliabilityCurve() {
        double[] probabilities = {0.15, 0.15, 0.85, 0.85};
        boolean[] outcomes = {false, true, true, true};
        // bins 0.1–0.2: predicted 0.15, observed 0.5; 0.8–0.9: predicted 0.85, observed 1; half of the rows each
        assertThat(Metrics.ece(probabilities, outcomes)).isEqualTo(0.5 * 0.35 + 0.5 * 0.15, within(1e-12));
        assertThat(Metrics.reliability(probabilities, outcomes))
                .hasSize(2)
                .satisfiesExactly(
                        low -> {
                            assertThat(low.from()).isEqualTo(0.1);
                            assertThat(low.rows()).isEqualTo(2);
                            assertThat(low.observed()).isEqualTo(0.5);
                        },
                        high -> assertThat(high.predicted()).isEqualTo(0.85));
    }
}
