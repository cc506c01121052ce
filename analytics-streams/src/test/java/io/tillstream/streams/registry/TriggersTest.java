package io.tillstream.streams.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriggersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Triggers triggers = new Triggers(settings(3));

    static TrainerSettings settings(int hour) {
        return new TrainerSettings(
                KafkaAccess.open("localhost:1"),
                Generation.FIRST,
                BusinessTime.of("Europe/Berlin"),
                "USD",
                1_000,
                90,
                4,
                hour,
                true,
                Duration.ofHours(12),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10));
    }

    @Test
    void shouldTrainOnceADayAtTheBusinessHour() {
        // three in the morning in Berlin is two in the morning in UTC
        assertThat(triggers.isScheduled(NOON, Instant.parse("2026-03-01T02:00:00Z")))
                .isFalse();
        assertThat(triggers.isScheduled(NOON, Instant.parse("2026-03-01T01:59:00Z")))
                .isTrue();
        assertThat(triggers.isScheduled(Instant.parse("2026-03-01T01:59:00Z"), Instant.parse("2026-02-28T02:00:00Z")))
                .isFalse();
        assertThat(new Triggers(settings(-1)).isScheduled(NOON, Instant.EPOCH)).isFalse();
    }

    @Test
    void shouldLookAtDriftAgainAfterTheInterval() {
        assertThat(triggers.isDriftDue(NOON, NOON.minus(Duration.ofHours(12)))).isTrue();
        assertThat(triggers.isDriftDue(NOON, NOON.minus(Duration.ofHours(12)).plusMillis(1)))
                .isFalse();
    }

    @Test
    void shouldWaitUntilTheEngineHasCaughtUpAndTheLogRests() {
        assertThat(triggers.mayStart(NOON, 0, 0)).isFalse();
        assertThat(triggers.mayStart(NOON, 50_000, 40_000)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(6), 60_000, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(10), 60_000, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(11), 60_000, 5_000)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(11), 60_000, 0)).isTrue();
    }

    @Test
    void shouldNotWaitForEverForALogThatNeverRests() {
        for (int second = 0; second < 600; second += 2) {
            assertThat(triggers.mayStart(NOON.plusSeconds(second), 1_000 + second, 10))
                    .isFalse();
        }
        assertThat(triggers.mayStart(NOON.plusSeconds(600), 1_600, 10)).isTrue();
    }

    @Test
    void shouldTryAgainOnlyWithAQuarterMore() {
        assertThat(triggers.mayStart(NOON, 10_000, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(5), 10_000, 0)).isTrue();
        triggers.attempted(10_000);
        assertThat(triggers.mayStart(NOON.plusSeconds(60), 12_500, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(70), 12_500, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(80), 12_501, 0)).isFalse();
        assertThat(triggers.mayStart(NOON.plusSeconds(85), 12_501, 0)).isTrue();
    }
}
