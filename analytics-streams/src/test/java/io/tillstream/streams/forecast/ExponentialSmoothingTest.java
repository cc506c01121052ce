package io.tillstream.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialSmoothingTest {

    /** Oil production in Saudi Arabia 1996 to 2013; Hyndman, Athanasopoulos, Forecasting: Principles and Practice (2nd ed.), 7.1. */
    private static final double[] OIL = {
        445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72,
        473.82, 525.95, 549.83, 542.34
    };

    /** Air passengers of Australia 1990 to 2016; same, 7.2. */
    private static final double[] AIR = {
        17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39, 41.60, 44.66,
        46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60
    };

    @Test
    void shouldSmoothTheOilOfTheTextbook() {
        ExponentialSmoothing fitted = ExponentialSmoothing.fit(new SmoothingKind(false, false, 1), OIL);
        assertThat(fitted.alpha()).isCloseTo(0.83, within(0.005));
        assertThat(fitted.initialLevel()).isCloseTo(446.6, within(0.05));
        assertThat(fitted.forecast(3, 0.8).expected())
                .containsExactly(new double[] {542.68, 542.68, 542.68}, within(0.01));
    }

    @Test
    void shouldContinueTheTrendOfTheTextbook() {
        // the textbook's program keeps the slope's smoothing at 0.0001 or above; the likelihood would have it at zero
        ExponentialSmoothing fitted = ExponentialSmoothing.fit(new SmoothingKind(true, false, 1), AIR);
        assertThat(fitted.forecast(5, 0.8).expected())
                .containsExactly(new double[] {74.60, 76.70, 78.80, 80.91, 83.01}, within(0.03));
    }

    @Test
    void shouldFindTheSeasonAndTheTrend() {
        Random random = new Random(3);
        double[] week = {120, 80, 90, 100, 140, 200, 60};
        double[] series = new double[140];
        for (int t = 0; t < series.length; t++) {
            series[t] = 500 + 2 * t + week[t % 7] + 5 * random.nextGaussian();
        }
        ExponentialSmoothing chosen = ExponentialSmoothing.select(series, 7);
        assertThat(chosen.kind().seasonal()).isTrue();
        assertThat(chosen.kind().trend()).isTrue();
        Forecast forecast = chosen.forecast(14, 0.8);
        for (int h = 0; h < 14; h++) {
            double truth = 500 + 2 * (140 + h) + week[h % 7];
            assertThat(forecast.expected()[h]).isCloseTo(truth, within(8.0));
        }
    }

    @Test
    void shouldCoverFourOfFiveFutures() {
        Random random = new Random(8);
        int inside = 0;
        int futures = 0;
        for (int round = 0; round < 200; round++) {
            double level = 100;
            double[] series = new double[120];
            for (int t = 0; t < 120; t++) {
                double error = random.nextGaussian() * 3;
                series[t] = level + error;
                level += 0.4 * error;
            }
            Forecast forecast = ExponentialSmoothing.fit(new SmoothingKind(false, false, 1), Arrays.copyOf(series, 110))
                    .forecast(10, 0.8);
            for (int h = 0; h < 10; h++) {
                futures++;
                inside += series[110 + h] >= forecast.low()[h] && series[110 + h] <= forecast.high()[h] ? 1 : 0;
            }
        }
        assertThat(inside / (double) futures).isBetween(0.76, 0.84);
    }

    @Test
    void shouldStandASeriesThatNeverChanges() {
        double[] constant = new double[30];
        Arrays.fill(constant, 42);
        Forecast forecast = ExponentialSmoothing.select(constant, 7).forecast(3, 0.8);
        assertThat(forecast.expected()).containsExactly(new double[] {42, 42, 42}, within(1e-6));
    }

    @Test
    void shouldRefuseASeriesThatIsTooShort() {
        assertThatThrownBy(() -> ExponentialSmoothing.fit(new SmoothingKind(true, true, 7), new double[8]))
                .hasMessageContaining("ETS(A,Ad,A) needs 14 observations, there are 8");
    }
}
