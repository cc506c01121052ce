package io.tillstream.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.output.SalesForecast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class SalesModelTest {

    private static final Instant AT = Instant.parse("2024-06-01T09:00:00Z");

    /** 2024-01-01, a Monday. */
    private static final int FIRST = 19_723;

    private static final double[] WEEK = {100, 80, 120, 150, 200, 260, 0};

    @Test
    void shouldRepeatASteadyWeekAndKeepTheShopClosed() {
        Forecast forecast = SalesModel.forecast(steady(10), 14);
        for (int h = 0; h < 14; h++) {
            assertThat(forecast.expected()[h]).isCloseTo(WEEK[h % 7], within(1e-3));
            assertThat(forecast.low()[h]).isLessThanOrEqualTo(forecast.expected()[h] + 1e-9);
            assertThat(forecast.high()[h]).isGreaterThanOrEqualTo(forecast.expected()[h] - 1e-3);
        }
        assertThat(forecast.expected()[6]).isZero();
        assertThat(forecast.high()[13]).isZero();
    }

    @Test
    void shouldSellAgainOnAWeekdayThatWasOpenWithinEightWeeks() {
        DailySales sales = steady(10);
        assertThat(sales.isClosed(6)).isTrue();
        assertThat(sales.isClosed(5)).isFalse();
        sales.gross()[2 * 7 + 6] = 1;
        assertThat(sales.isClosed(6)).isFalse();
        assertThat(sales.isClosed(13)).isFalse();
    }

    @Test
    void shouldNotTakeAHolidayForABadDay() {
        DailySales holidays = steady(10);
        holidays.gross()[9 * 7 + 3] = 0;
        holidays.gross()[5 * 7 + 1] = 0;
        assertThat(SalesModel.forecast(holidays, 14).expected())
                .containsExactly(SalesModel.forecast(steady(10), 14).expected());
        // where every third day sells nothing, such days are what to expect
        double[] rare = new double[84];
        double sold = 0;
        Random random = new Random(3);
        for (int t = 0; t < rare.length; t++) {
            rare[t] = random.nextInt(3) == 0 ? 0 : 10 + random.nextInt(20);
            sold += rare[t] / rare.length;
        }
        assertThat(Arrays.stream(SalesModel.forecast(new DailySales(FIRST, rare), 28)
                                .expected())
                        .average()
                        .orElseThrow())
                .isCloseTo(sold, within(0.25 * sold));
    }

    @Test
    void shouldHoldFourOfFiveDaysOfACompoundPoissonShop() {
        int held = 0;
        int days = 0;
        double expected = 0;
        double sold = 0;
        for (int shop = 0; shop < 30; shop++) {
            DailySales all = poisson(shop, 133);
            Forecast forecast = SalesModel.forecast(all.without(28), 28);
            for (int h = 0; h < 28; h++) {
                double actual = all.gross()[105 + h];
                held += forecast.low()[h] <= actual && actual <= forecast.high()[h] ? 1 : 0;
                expected += forecast.expected()[h];
                sold += actual;
                days++;
            }
        }
        // 840 days tell the share but to 1.4 %, and the fitted variance is itself uncertain
        assertThat((double) held / days).isBetween(0.75, 0.85);
        assertThat(expected / sold).isBetween(0.98, 1.02);
    }

    @Test
    void shouldCheckAgainstTheWeekBeforeByHand() {
        DailySales sales = steady(10);
        // the last Monday sells 30 more than all before it
        sales.gross()[63] += 30;
        ForecastCheck check = ForecastCheck.of(sales);
        assertThat(check.naiveError()).isCloseTo(30 / 28.0, within(1e-9));
        assertThat(check.error()).isCloseTo(30 / 28.0, within(1e-3));
        assertThat(check.scale()).isZero();
        assertThat(check.metrics()).containsOnlyKeys("relative_mae", "mae", "seasonal_naive_mae", "coverage");
        assertThat(check.metrics().get("relative_mae")).isCloseTo(1, within(1e-3));
        sales.gross()[10] += 42;
        // two differences of 42, to the week before and to the week after, among the 35 days of weeks 2 to 6
        assertThat(ForecastCheck.of(sales).scale()).isCloseTo(84 / 35.0, within(1e-9));
    }

    @Test
    void shouldSayWhetherItBeatsTheWeekBefore() {
        assertThat(new ForecastCheck(60, 80, 50, 0.8, 420, FIRST).sentence())
                .contains("60.00")
                .contains("25 % less");
        assertThat(new ForecastCheck(80, 80, 50, 0.8, 90, FIRST).sentence())
                .contains("no better than repeating last week");
        assertThat(new ForecastCheck(60, 80, 50, 0.8, 420, FIRST).metrics().get("mase"))
                .isEqualTo(1.2);
        assertThat(new ForecastCheck(60, 80, 50, 0.8, 420, FIRST).metrics().get("relative_mae"))
                .isEqualTo(0.75);
        // 28 × 60 − 420 over 27 days is 46.67, and the usual difference 50
        assertThat(new ForecastCheck(60, 80, 50, 0.8, 420, FIRST).sentence())
                .endsWith(
                        "That is 1.20 times the usual difference from one week to the next (MASE), not below 1; without 2024-01-01, the"
                                + " day it missed most, 0.93.");
        assertThat(new ForecastCheck(49, 80, 50, 0.8, 420, FIRST).sentence()).doesNotContain("MASE");
    }

    @Test
    void shouldForecastFourWeeksInMicros() {
        SalesForecast forecast = SalesForecaster.forecast("category", "Books", steady(10), AT);
        assertThat(forecast.trainedFrom()).isEqualTo(LocalDate.parse("2024-01-01"));
        assertThat(forecast.trainedTo()).isEqualTo(LocalDate.parse("2024-03-10"));
        assertThat(forecast.days()).hasSize(28);
        SalesForecast.Day monday = forecast.days().getFirst();
        assertThat(monday.day()).isEqualTo(LocalDate.parse("2024-03-11"));
        assertThat(monday.expectedMicros()).isCloseTo(100_000_000, within(1_000L));
        assertThat(forecast.days().get(6)).isEqualTo(new SalesForecast.Day(LocalDate.parse("2024-03-17"), 0, 0, 0));
        assertThat(forecast.madeAt()).isEqualTo(AT);
        assertThat(forecast.method()).contains("ETS(A,N,A)");
    }

    @Test
    void shouldSayHowMuchIsMissing() {
        SalesForecast young = SalesForecaster.forecast("total", "all", new DailySales(FIRST, new double[55]), AT);
        assertThat(young.sentence()).isEqualTo("A forecast needs 8 weeks of sales; there are 55 of 56 days so far.");
        assertThat(young.days()).isEmpty();
        assertThat(young.method()).isNull();
        assertThat(young.metrics()).isEmpty();
        assertThat(SalesForecaster.forecast("total", "all", steady(8), AT).days())
                .isNotEmpty();
    }

    @Test
    void shouldForecastNothingOfWhatIsNotSoldAnyMore() {
        double[] gross = new double[70];
        Arrays.fill(gross, 0, 14, 5);
        SalesForecast dead = SalesForecaster.forecast("category", "Fax", new DailySales(FIRST, gross), AT);
        assertThat(dead.sentence()).startsWith("Nothing was sold in the last 8 weeks");
        assertThat(dead.days()).isEmpty();
    }

    private static DailySales steady(int weeks) {
        double[] gross = new double[weeks * 7];
        for (int t = 0; t < gross.length; t++) {
            gross[t] = WEEK[t % 7];
        }
        return new DailySales(FIRST, gross);
    }

    private static DailySales poisson(int seed, int days) {
        RandomDataGenerator random = new RandomDataGenerator(seed);
        Random amounts = new Random(seed);
        double[] orders = {20, 16, 18, 22, 30, 40, 12};
        double[] gross = new double[days];
        for (int t = 0; t < days; t++) {
            int count = random.nextPoisson(orders[t % 7]);
            for (int order = 0; order < count; order++) {
                gross[t] += 10 + 30 * amounts.nextDouble();
            }
        }
        return new DailySales(FIRST, gross);
    }
}
