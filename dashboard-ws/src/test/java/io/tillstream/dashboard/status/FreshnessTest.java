package io.tillstream.dashboard.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    private final Freshness freshness = new Freshness();

    @Test
    void shouldMeasureFromTheLogToTheFigure() {
        freshness.figure(NOON, NOON.plusMillis(800), true);
        assertThat(freshness.lag(NOON.plusMillis(800))).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void shouldNotGrowWhileTheShopIsSilent() {
        freshness.logged(NOON);
        freshness.figure(NOON, NOON.plusMillis(800), true);
        assertThat(freshness.lag(NOON.plusSeconds(3_600))).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void shouldGrowWhileAPurchaseIsNotReflected() {
        freshness.figure(NOON, NOON.plusMillis(800), true);
        freshness.logged(NOON.plusSeconds(10));
        freshness.logged(NOON.plusSeconds(15));
        assertThat(freshness.lag(NOON.plusSeconds(40))).isEqualTo(Duration.ofSeconds(30));
        freshness.figure(NOON.plusSeconds(15), NOON.plusSeconds(41), true);
        assertThat(freshness.lag(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(26));
    }

    @Test
    void shouldNotTakeTheAgeOfHistoryForLag() {
        freshness.figure(NOON, NOON.plusSeconds(86_400), false);
        assertThat(freshness.lag(NOON.plusSeconds(86_400))).isNull();
    }

    @Test
    void shouldBeAsOfADayAfterHistoryThatEnded() {
        freshness.event(NOON);
        assertThat(freshness.asOf(NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(60));
        assertThat(freshness.asOf(NOON.plus(Duration.ofDays(400)))).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }
}
