package io.tillstream.query.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CoefficientTest {

    private static final Offset<Double> EXACTLY = within(1e-12);

    /** F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27, 1973: data set I. */
    private static final double[] ANSCOMBE_X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

    private static final double[] ANSCOMBE_Y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

    @Test
    void shouldGiveAnscombesCorrelationWithItsInterval() {
        Coefficient pearson = Coefficient.pearson(ANSCOMBE_X, ANSCOMBE_Y);

        // scipy.stats.pearsonr 1.17: statistic and confidence_interval(0.95)
        assertThat(pearson.value()).isCloseTo(0.8164205163448395, EXACTLY);
        assertThat(pearson.low()).isCloseTo(0.4243912133932152, EXACTLY);
        assertThat(pearson.high()).isCloseTo(0.9506932537865604, EXACTLY);
    }

    @Test
    void shouldRankAsSpearmanDoes() {
        assertThat(Coefficient.spearman(ANSCOMBE_X, ANSCOMBE_Y).value()).isCloseTo(0.8181818181818182, EXACTLY);
        // hours of television against intelligence, the textbook example without ties: −29/165
        double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertThat(Coefficient.spearman(iq, hours).value()).isCloseTo(-29.0 / 165, EXACTLY);
    }

    @Test
    void shouldShareRanksAmongEqualValues() {
        // scipy.stats.rankdata and spearmanr 1.17
        assertThat(Coefficient.ranks(new double[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5}))
                .containsExactly(4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8);
        double[] a = {1, 2, 2, 3, 3, 3, 4, 0, 0, 7};
        double[] b = {2, 1, 4, 4, 4, 6, 5, 0, 1, 9};
        assertThat(Coefficient.spearman(a, b).value()).isCloseTo(0.9028257526359346, EXACTLY);
        assertThat(Coefficient.pearson(a, b).value()).isCloseTo(0.9295728985638122, EXACTLY);
        assertThat(Coefficient.spearman(new double[] {1, 2, 3, 4, 5}, new double[] {5, 6, 7, 8, 7})
                        .value())
                .isCloseTo(0.8207826816681233, EXACTLY);
    }

    @Test
    void shouldWidenTheIntervalOfRanks() {
        Coefficient pearson = Coefficient.pearson(ANSCOMBE_X, ANSCOMBE_Y);
        Coefficient spearman = Coefficient.spearman(ANSCOMBE_X, ANSCOMBE_Y);
        // tanh(atanh(9/11) − 1.95996 · √((1 + (9/11)²/2) / 8))
        assertThat(spearman.low()).isCloseTo(0.3370204870698274, EXACTLY);
        assertThat(Objects.requireNonNull(spearman.low())).isLessThan(Objects.requireNonNull(pearson.low()));
    }

    @Test
    void shouldSayNothingOfWhatDoesNotVary() {
        double[] steady = {0.1, 0.1, 0.1, 0.1, 0.1};
        double[] rising = {1, 2, 3, 4, 5};

        assertThat(Coefficient.pearson(steady, rising)).isEqualTo(new Coefficient(null, null, null));
        assertThat(Coefficient.spearman(rising, steady)).isEqualTo(new Coefficient(null, null, null));
        assertThat(Coefficient.pearson(new double[0], new double[0]).value()).isNull();
        assertThat(Coefficient.pearson(rising, rising)).isEqualTo(new Coefficient(1.0, 1.0, 1.0));
        assertThat(Coefficient.pearson(new double[] {1, 2, 3}, new double[] {1, 2, 4})
                        .low())
                .isNull();
    }
}
