package io.tillstream.streams.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MiningPaceTest {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final MiningPace pace = new MiningPace(Duration.ofSeconds(60));

    private static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1_000));
    }

    private void mined(double begun, double ended, long changes) {
        pace.done(at(begun), at(ended), changes);
    }

    @Test
    void shouldMineAtOnceAndThenNotWithoutChanges() {
        assertThat(pace.isDue(at(0), 0, 0)).isTrue();
        mined(0, 0, 0);
        assertThat(pace.isDue(at(9_999), 0, 0)).isFalse();
    }

    @Test
    void shouldMineSoonAfterAnImport() {
        mined(0, 0, 100);
        assertThat(pace.isDue(at(1), 500, 1_000)).isFalse();
        assertThat(pace.isDue(at(2), 900, 1_000)).isFalse();
        assertThat(pace.isDue(at(3.9), 900, 1_000)).isFalse();
        assertThat(pace.isDue(at(4), 900, 1_000)).isTrue();
    }

    @Test
    void shouldMineOnceAnIntervalWhileMuchComes() {
        mined(0, 0, 100);
        for (int second = 1; second < 60; second++) {
            assertThat(pace.isDue(at(second), 100 + second * 10, 1_000)).isFalse();
        }
        assertThat(pace.isDue(at(60), 1_000, 1_000)).isTrue();
    }

    @Test
    void shouldLetSmallChangesWait() {
        mined(0, 0, 100);
        assertThat(pace.isDue(at(1), 109, 1_000)).isFalse();
        assertThat(pace.isDue(at(599), 109, 1_000)).isFalse();
        assertThat(pace.isDue(at(600), 109, 1_000)).isTrue();
    }

    @Test
    void shouldNotMineMoreThanATenthOfTheTime() {
        mined(0, 20, 100);
        assertThat(pace.isDue(at(21), 1_000, 1_000)).isFalse();
        assertThat(pace.isDue(at(39), 1_000, 1_000))
                .as("quiet, but it took 20 s")
                .isFalse();
        assertThat(pace.isDue(at(40), 1_000, 1_000)).isTrue();
        assertThat(pace.isDue(at(219), 1_001, 1_000)).isFalse();
        assertThat(pace.isDue(at(220), 1_002, 1_000)).isTrue();
    }

    @Test
    void shouldTryAgainWhatDidNotArrive() {
        pace.isDue(at(0), 100, 50);
        pace.done(at(0), at(0), -1);
        assertThat(pace.isDue(at(2), 100, 50)).isTrue();
    }
}
