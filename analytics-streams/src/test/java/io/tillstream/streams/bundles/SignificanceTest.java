package io.tillstream.streams.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SignificanceTest {

    @Test
    void shouldGiveTheChanceOfFishersTeaTasting() {
        Significance eightCups = new Significance(8);

        // 4 of 8 cups had milk first, the lady named 4 and was right in 3: 17 of 70 ways are as good; in all 4: 1 of 70
        assertThat(eightCups.ofAsMany(3, 4, 4)).isCloseTo(17.0 / 70, within(1e-14));
        assertThat(eightCups.ofAsMany(4, 4, 4)).isCloseTo(1.0 / 70, within(1e-14));
        assertThat(eightCups.ofAsMany(0, 4, 4)).isEqualTo(1);
    }

    @Test
    void shouldAddUpToOneFromTheLeastPossibleOn() {
        // 6 and 5 of 8 overlap in 3 at least, in 3, 4 or 5: 20, 30 and 6 of 56 ways
        Significance eight = new Significance(8);
        assertThat(eight.ofAsMany(3, 6, 5)).isEqualTo(1);
        assertThat(eight.ofAsMany(4, 6, 5)).isCloseTo(36.0 / 56, within(1e-14));
        assertThat(eight.ofAsMany(5, 6, 5)).isCloseTo(6.0 / 56, within(1e-14));
    }

    @Test
    void shouldHoldForManyBaskets() {
        // far above what is expected, and what is expected: about half
        Significance many = new Significance(1_000_000);
        assertThat(many.ofAsMany(10_000, 20_000, 20_000)).isZero();
        assertThat(many.ofAsMany(400, 20_000, 20_000)).isBetween(0.49, 0.53);
    }

    @Test
    void shouldRejectWhatBenjaminiAndHochbergRejectInTheirExample() {
        double[] theirs = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.000
        };

        assertThat(Significance.threshold(theirs, 15)).isEqualTo(0.0095);
        assertThat(Significance.threshold(theirs, 100)).isEqualTo(0.0004);
        assertThat(Significance.threshold(new double[] {0.06, 0.9}, 2)).isNegative();
        assertThat(Significance.threshold(new double[0], 0)).isNegative();
    }
}
