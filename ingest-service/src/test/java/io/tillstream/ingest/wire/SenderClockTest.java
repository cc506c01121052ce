package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderClockTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // on the way for 29 s, or a clock that is that wrong
                "2026-03-02T09:00:00Z, 2026-03-02T09:59:31Z, 2026-03-02T09:00:00Z",
                // 30 s slow, a day fast, in another zone
                "2026-03-02T09:00:00Z, 2026-03-02T09:59:30Z, 2026-03-02T09:00:30Z",
                "2026-03-03T09:59:00Z, 2026-03-03T10:00:00Z, 2026-03-02T09:59:00Z",
                "2026-03-02T12:00:00+02:00, 2026-03-02T11:00:00+02:00, 2026-03-02T11:00:00Z",
                // nobody says when it was sent, or what is said is no time
                "2026-03-02T09:00:00Z, none, 2026-03-02T09:00:00Z",
                "2026-03-02T09:00:00Z, soon, 2026-03-02T09:00:00Z",
                "yesterday, 2026-03-02T09:00:00Z, yesterday",
                "none, 2026-03-02T09:00:00Z, 2026-03-02T10:00:00Z"
            })
    void shouldMoveTimesByTheErrorOfTheClock(String happened, String sent, String expected) {
        assertThat(SenderClock.corrected(happened, sent, RECEIVED_AT)).isEqualTo(expected);
    }
}
