package io.tillstream.streams.quantiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.RfmCutPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutPointsTest {

    private static final Instant AS_OF = Instant.parse("2011-12-10T12:50:00Z");

    private final CutPoints cutPoints = CutPoints.of(new RfmCutPoints(
            AS_OF,
            AS_OF.minus(Duration.ofDays(1)),
            5,
            true,
            List.of(daysAgo(200), daysAgo(90), daysAgo(30), daysAgo(10)),
            List.of(1L, 1L, 2L, 5L),
            List.of(10_000_000L, 20_000_000L, 20_000_000L, 90_000_000L)));

    @Test
    void shouldGiveEqualScoresToEqualValues() {
        // no cut point is below 1, so all who bought once score 1, however many they are
        assertThat(cutPoints.frequencyScore(1)).isEqualTo(1);
        // both cut points at 1 are below 2
        assertThat(cutPoints.frequencyScore(2)).isEqualTo(3);
        assertThat(cutPoints.frequencyScore(3)).isEqualTo(4);
        assertThat(cutPoints.frequencyScore(6)).isEqualTo(5);
        assertThat(cutPoints.monetaryScore(20_000_000)).isEqualTo(2);
        assertThat(cutPoints.monetaryScore(20_000_001)).isEqualTo(4);
    }

    @Test
    void shouldScoreRecencyOnTheReversedAxisByWholeDays() {
        assertThat(score(9)).isEqualTo(5);
        assertThat(score(10)).isEqualTo(4);
        assertThat(score(30)).isEqualTo(3);
        assertThat(score(200)).isEqualTo(1);
        assertThat(score(500)).isEqualTo(1);
        // ten days and 23 hours are ten whole days
        long almostEleven = AS_OF.minus(Duration.ofHours(10 * 24 + 23)).toEpochMilli();
        assertThat(cutPoints.recencyDays(almostEleven)).isEqualTo(10);
        assertThat(cutPoints.recencyScore(almostEleven)).isEqualTo(4);
    }

    @Test
    void shouldNotGoBelowZeroDaysForAPurchaseAheadOfTheReferenceTime() {
        assertThat(cutPoints.recencyDays(AS_OF.plusSeconds(60).toEpochMilli())).isZero();
    }

    @Test
    void shouldCountOrdersPer30DaysBetweenFirstAndLastPurchase() {
        long first = daysAgo(400).toEpochMilli();
        // 13 orders in 365 days: 13 · 30 / 365 = 1.0684…
        assertThat(CutPoints.orderRate(13, first, daysAgo(35).toEpochMilli())).isEqualTo(1_068);
        // two orders within a week are spread over 90 days, as one is
        assertThat(CutPoints.orderRate(2, first, daysAgo(393).toEpochMilli())).isEqualTo(666);
        assertThat(CutPoints.orderRate(1, first, first)).isEqualTo(333);
        // far more than fits into a product of milliseconds and thousandths
        assertThat(CutPoints.orderRate(100_000_000, first, first)).isEqualTo(33_333_333_333L);
    }

    @Test
    void shouldKnowNeitherMediansNorRatesFromCutPointsOfEarlierVersions() {
        long once = daysAgo(10).toEpochMilli();
        assertThat(cutPoints.isBelowMedians(0, -1)).isFalse();
        assertThat(cutPoints.isFrequent(1_000_000, once, once)).isFalse();
        CutPoints now = CutPoints.of(
                new RfmCutPoints(AS_OF, AS_OF, 5, true, List.of(), List.of(), List.of(), 3L, 20_000_000L, 0.666));
        assertThat(now.isBelowMedians(2, 19_999_999)).isTrue();
        assertThat(now.isBelowMedians(3, 19_999_999)).isFalse();
        assertThat(now.isBelowMedians(2, 20_000_000)).isFalse();
        assertThat(now.isFrequent(2, once, once)).isTrue();
        assertThat(now.isFrequent(1, once, once)).isFalse();
        assertThat(now.isFrequent(2, daysAgo(101).toEpochMilli(), once)).isFalse();
    }

    private int score(int days) {
        return cutPoints.recencyScore(daysAgo(days).toEpochMilli());
    }

    private static Instant daysAgo(int days) {
        return AS_OF.minus(Duration.ofDays(days));
    }
}
