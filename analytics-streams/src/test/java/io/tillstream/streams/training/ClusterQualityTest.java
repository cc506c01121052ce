package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterQualityTest {

    /** The examples in the documentation of scikit-learn's adjusted_rand_score. */
    @Test
    void shouldGiveTheDocumentedAgreement() {
        assertThat(rand(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 1})).isEqualTo(1);
        assertThat(rand(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isEqualTo(1);
        assertThat(rand(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1})).isEqualTo(0.57, within(0.005));
        assertThat(rand(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3})).isEqualTo(0);
    }

    @Test
    void shouldGiveTheSilhouetteCountedByHand() {
        double[][] points = {{0}, {2}, {10}, {12}};
        // point 0: within 2, to the others (10 + 12) / 2 = 11: 9 / 11; point 2: 2 against (8 + 10) / 2 = 9: 7 / 9;
        // mirrored
        assertThat(ClusterQuality.silhouette(points, new int[] {0, 0, 1, 1}, 2))
                .isEqualTo((9.0 / 11 + 7.0 / 9) / 2, within(1e-12));
        // alone counts 0
        assertThat(ClusterQuality.silhouette(new double[][] {{0}, {5}}, new int[] {0, 1}, 2))
                .isZero();
    }

    private static double rand(int[] first, int[] second) {
        return ClusterQuality.adjustedRand(first, second);
    }
}
