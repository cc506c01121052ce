package io.tillstream.query.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.query.insights.Significance.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Values that are not from this code are named with their source. */
class SignificanceTest {

    @Test
    void shouldCompareTwoSharesAsStatsmodelsDoes() {
        // documentation of statsmodels' proportions_ztest: 5 of 83 and 12 of 99 give z -1.408 and p 0.159
        double z = Significance.twoShares(5, 83, 12, 99);

        assertThat(z).isCloseTo(-1.4078304, within(1e-7));
        assertThat(2 * Significance.normalAbove(-z)).isCloseTo(0.1591813, within(1e-7));
        assertThat(Significance.twoShares(0, 10, 0, 20)).isZero();
        assertThat(Significance.isApproximable(5, 83, 12, 99)).isTrue();
        assertThat(Significance.isApproximable(1, 83, 2, 99)).isFalse();
    }

    @Test
    void shouldCompareTwoMeansAsWelchDoes() {
        // the first worked example of "Welch's t-test" in Wikipedia: p 0.021
        Sample first = sample(27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4);
        Sample second =
                sample(27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4);

        assertThat(Significance.welch(first, second)).isCloseTo(0.021378, within(1e-6));
        assertThat(Significance.welch(new Sample(9, 2, 0), new Sample(9, 3, 0))).isEqualTo(1);
    }

    @Test
    void shouldCountBinomialTails() {
        // 56 of 1,024 sequences of ten coins have eight or more heads
        assertThat(Significance.binomialAtLeast(10, 8, 0.5)).isCloseTo(56 / 1024.0, within(1e-12));
        assertThat(Significance.binomialAtLeast(10, 0, 0.5)).isEqualTo(1);
        // scipy.stats.binom.sf(299, 10000, 1/168): far out in the tail, where 1 minus the rest is 0
        assertThat(Significance.binomialAtLeast(10_000, 300, 1 / 168.0)).isBetween(7.8e-110, 8.0e-110);
    }

    @Test
    void shouldGiveTailsOfFAndT() {
        // scipy.stats.f.sf and t.sf
        assertThat(Significance.fAbove(2.175, 6, 100)).isCloseTo(0.05156420, within(1e-8));
        assertThat(Significance.fAbove(40, 6, 150)).isBetween(8.4e-29, 8.6e-29);
        assertThat(Significance.fAbove(0, 6, 150)).isEqualTo(1);
        assertThat(Significance.beyond(-2.018, 42)).isCloseTo(0.05000886, within(1e-8));
    }

    @Test
    void shouldAdjustAsBenjaminiAndHochbergDo() {
        // the example of their paper of 1995: four of fifteen are found at 0.05
        double[] p = {
            0.3240, 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };

        double[] adjusted = FalseDiscoveries.adjusted(p);

        assertThat(Arrays.stream(adjusted).filter(q -> q <= 0.05)).hasSize(4);
        assertThat(adjusted[1]).isCloseTo(0.0015, within(1e-9));
        assertThat(adjusted[4]).isCloseTo(0.035625, within(1e-9));
        // 0.0278 × 15 / 6 is 0.0695, but the next gives less
        assertThat(adjusted[6]).isCloseTo(0.06385714, within(1e-8));
        assertThat(adjusted[14]).isEqualTo(1);
        assertThat(FalseDiscoveries.adjusted(new double[0])).isEmpty();
    }

    @Test
    void shouldTakeAPartFromASample() {
        Sample all = sample(1, 2, 3, 10, 20, 40);
        Sample rest = all.without(sample(1, 2, 3));

        assertThat(rest.count()).isEqualTo(3);
        assertThat(rest.mean()).isCloseTo(70 / 3.0, within(1e-12));
        assertThat(rest.variance()).isCloseTo(sample(10, 20, 40).variance(), within(1e-9));
    }

    @Test
    void shouldCorrectForTheChoiceOfTheGreatest() {
        assertThat(Significance.ofSeveral(0.05, 2)).isCloseTo(0.0975, within(1e-12));
        assertThat(Significance.ofSeveral(1e-20, 168)).isCloseTo(1.68e-18, within(1e-22));
    }

    static Sample sample(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Sample(values.length, mean, squares / (values.length - 1));
    }
}
