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
                // a clock that lost its date, and one a day fast
                "1970-01-01T00:05:00Z, 1970-01-01T00:06:00Z, 2026-03-02T09:59:00Z",
                "2026-03-03T08:00:00Z, 2026-03-03T10:00:00Z, 2026-03-02T08:00:00Z",
                // what was sent years before it happened, or long after, was not timed by the clock that sent it
                "2026-03-02T09:00:00Z, 1970-01-01T00:00:00Z, 2026-03-02T09:00:00Z",
                "2026-03-02T09:00:00Z, 2099-01-01T00:00:00Z, 2026-03-02T09:00:00Z",
                "2012-12-02T00:30:08Z, 2026-03-02T09:00:00Z, 2012-12-02T00:30:08Z",
                "+999999999-12-31T23:59:59-18:00, -999999999-01-01T00:00:00+18:00, +1000000000-01-01T17:59:59Z",
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
