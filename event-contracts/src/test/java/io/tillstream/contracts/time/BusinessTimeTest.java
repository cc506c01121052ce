package io.tillstream.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessTimeTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 2024-01-01T23:30:00Z, 2024-01-01, 2024-01-01T23:00:00Z",
        "Europe/Berlin, 2024-01-01T23:30:00Z, 2024-01-02, 2024-01-01T23:00:00Z",
        "Asia/Kolkata, 2024-01-01T12:10:00Z, 2024-01-01, 2024-01-01T11:30:00Z",
        "America/New_York, 2024-03-10T06:59:59Z, 2024-03-10, 2024-03-10T06:00:00Z",
        "America/New_York, 2024-11-03T06:30:00Z, 2024-11-03, 2024-11-03T06:00:00Z",
        // clocks go from 02:45 to 03:45, so that hour 3 has a quarter only
        "Pacific/Chatham, 2025-09-27T14:00:00Z, 2025-09-28, 2025-09-27T14:00:00Z",
        "Pacific/Chatham, 2025-09-27T14:10:00Z, 2025-09-28, 2025-09-27T14:00:00Z",
        "Pacific/Chatham, 2025-09-27T14:15:00Z, 2025-09-28, 2025-09-27T14:15:00Z"
    })
    void shouldPlaceAnInstantInItsBusinessDayAndHour(String zone, Instant instant, LocalDate day, Instant hour) {
        BusinessTime time = BusinessTime.of(zone);

        assertThat(time.day(instant)).isEqualTo(day);
        assertThat(time.epochDay(instant.toEpochMilli())).isEqualTo((int) day.toEpochDay());
        assertThat(time.hourStart(instant.toEpochMilli())).isEqualTo(hour.toEpochMilli());
    }

    @Test
    void shouldTakeUtcByAnyNameForTheDefault() {
        assertThat(BusinessTime.of("UTC")).isEqualTo(BusinessTime.UTC);
        assertThat(BusinessTime.of("Z")).isEqualTo(BusinessTime.UTC);
    }

    @Test
    void shouldTakeNowForALiveShopAndADayAfterTheNewestEventForHistory() {
        Instant now = Instant.parse("2024-01-10T00:00:00Z");

        assertThat(BusinessTime.asOf(now, Instant.parse("2024-01-09T12:00:00Z")))
                .isEqualTo(now);
        assertThat(BusinessTime.asOf(now, Instant.parse("2011-12-09T12:50:00Z")))
                .isEqualTo(Instant.parse("2011-12-10T12:50:00Z"));
    }
}
