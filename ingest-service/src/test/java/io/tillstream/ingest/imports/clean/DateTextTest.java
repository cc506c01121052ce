package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.ingest.imports.source.ReadAgainException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource({
        "2010-12-01 08:26:00,2010-12-01T08:26:00Z",
        "2010-12-01T08:26,2010-12-01T08:26:00Z",
        "2010-12-01T08:26:00Z,2010-12-01T08:26:00Z",
        "2010-12-01T08:26:00+01:00,2010-12-01T07:26:00Z",
        "2010-12-01 08:26:00-05:00,2010-12-01T13:26:00Z",
        "2010-12-01 08:26:00.250,2010-12-01T08:26:00.250Z",
        "2010-12-01,2010-12-01T00:00:00Z",
        "12/1/2010 8:26,2010-12-01T08:26:00Z",
        "12/13/2010 18:26:59,2010-12-13T18:26:59Z",
        "12/1/10 8:26,2010-12-01T08:26:00Z",
        "12/1/2010 12:05 AM,2010-12-01T00:05:00Z",
        "12/1/2010 1:05:09 PM,2010-12-01T13:05:09Z",
        "1.12.2010,2010-12-01T00:00:00Z",
        "01.12.2010 08:26,2010-12-01T08:26:00Z",
        "01-12-2010 08:26,2010-12-01T08:26:00Z",
        "40513.35138888889,2010-12-01T08:26:00Z",
        "40513,2010-12-01T00:00:00Z"
    })
    void shouldRecogniseTheShapeByItself(String text, Instant instant) throws IOException {
        assertThat(Instant.ofEpochMilli(new DateText(null, ZoneOffset.UTC).millis(text)))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2010-13-01",
                "2010-02-30 00:00",
                "13/13/2010 8:26",
                "0000",
                "12/1/201 8:26",
                "1/2",
                "123456789",
                "12/1/2010 25:00",
                "12/1/2010 8",
                "2010/12/01/05"
            })
    void shouldRefuseWhatIsNoDate(String text) {
        assertThatThrownBy(() -> new DateText(null, ZoneOffset.UTC).millis(text))
                .isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldTakeTheMonthFirstAndSayThatItCouldBeTheDay() throws IOException {
        DateText dates = new DateText(null, ZoneOffset.UTC);

        assertThat(dates.millis("3/4/2011 10:00"))
                .isEqualTo(Instant.parse("2011-03-04T10:00:00Z").toEpochMilli());
        assertThat(dates.ambiguous()).isTrue();
        dates.millis("3/14/2011 10:00");
        assertThat(dates.ambiguous()).isFalse();
    }

    @Test
    void shouldAskToStartOverWhenTheDayTurnsOutToComeFirst() throws IOException {
        DateText dates = new DateText(null, ZoneOffset.UTC);
        dates.millis("01/12/2010 08:26");

        assertThatThrownBy(() -> dates.millis("13/12/2010 08:26")).isInstanceOf(ReadAgainException.class);
        assertThat(DateText.dayFirst(ZoneOffset.UTC).millis("13/12/2010 08:26"))
                .isEqualTo(Instant.parse("2010-12-13T08:26:00Z").toEpochMilli());
    }

    @Test
    void shouldRefuseOneDayFirstDateAmongDatesThatProvedToBeginWithTheMonth() throws IOException {
        DateText dates = new DateText(null, ZoneOffset.UTC);
        dates.millis("12/31/2010 08:26");

        assertThatThrownBy(() -> dates.millis("31/12/2010 08:26")).isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldPutTimesWithoutZoneIntoTheBusinessZone() throws IOException {
        DateText london = new DateText(null, ZoneId.of("Europe/London"));

        assertThat(london.millis("2011-07-01 08:26:00"))
                .isEqualTo(Instant.parse("2011-07-01T07:26:00Z").toEpochMilli());
        assertThat(london.millis("2011-01-01 08:26:00"))
                .isEqualTo(Instant.parse("2011-01-01T08:26:00Z").toEpochMilli());
    }

    @Test
    void shouldFollowAGivenPattern() throws IOException {
        DateText dates = new DateText("yyyy.MM.dd HH'h'mm", ZoneOffset.UTC);

        assertThat(dates.millis("2010.12.01 08h26"))
                .isEqualTo(Instant.parse("2010-12-01T08:26:00Z").toEpochMilli());
        assertThat(new DateText("d MMM yyyy", ZoneOffset.UTC).millis("1 Dec 2010"))
                .isEqualTo(Instant.parse("2010-12-01T00:00:00Z").toEpochMilli());
        assertThatThrownBy(() -> dates.millis("2010-12-01")).isInstanceOf(DateTimeException.class);
    }
}
