package io.tillstream.simulator.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.simulator.random.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SeasonCalendarTest {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2025-12-31T00:00:00Z");
    private static final SeasonCalendar CALENDAR = new SeasonCalendar(42, START, END, ZoneOffset.UTC);

    @Test
    void shouldPutVisitsWhereTheShopIsBusy() {
        Dice dice = Dice.of(1, 1);
        int[] byHour = new int[24];
        int visits = 300_000;
        for (int i = 0; i < visits; i++) {
            long at = CALENDAR.after(START.toEpochMilli(), dice.nextDouble() * CALENDAR.busyHours());
            byHour[Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).getHour()]++;
        }
        // the curve gives 1.95 to 20 o'clock and 0.10 to 3 o'clock of 23.78 in all
        assertThat(byHour[20] / (double) visits).isCloseTo(1.95 / 23.78, within(0.003));
        assertThat(byHour[3] / (double) visits).isCloseTo(0.10 / 23.78, within(0.001));
    }

    @Test
    void shouldPeakInTheEveningOfTheShop() {
        SeasonCalendar tokyo = new SeasonCalendar(42, START, END, ZoneId.of("Asia/Tokyo"));
        long evening = Instant.parse("2024-03-04T11:00:00Z").toEpochMilli();
        long night = Instant.parse("2024-03-04T18:00:00Z").toEpochMilli();
        // 20 o'clock and 3 o'clock there: an hour of busy time passes in half an hour, and in ten
        assertThat(tokyo.after(evening, 1) - evening)
                .isLessThan(Duration.ofMinutes(45).toMillis());
        assertThat(tokyo.after(night, 1) - night)
                .isGreaterThan(Duration.ofHours(2).toMillis());
    }

    @Test
    void shouldBeBusierBeforeChristmasThanInSummer() {
        assertThat(busyHours("2024-11-22", 9)).isGreaterThan(1.4 * busyHours("2024-07-05", 9));
        assertThat(busyHours("2024-12-23", 5)).isLessThan(busyHours("2024-12-16", 5));
    }

    @Test
    void shouldAddUpWhateverTheSteps() {
        long start = START.toEpochMilli() + 1234;
        long once = CALENDAR.after(start, 30);
        long stepwise = start;
        for (int i = 0; i < 60; i++) {
            stepwise = CALENDAR.after(stepwise, 0.5);
        }
        // each step cuts off parts of a millisecond
        assertThat(stepwise).isBetween(once - 1000, once);
    }

    @Test
    void shouldEndWithTheCalendar() {
        long last = END.toEpochMilli() - 1;
        assertThat(CALENDAR.after(last, 10)).isEqualTo(Long.MAX_VALUE);
        assertThat(CALENDAR.after(END.toEpochMilli(), 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(CALENDAR.after(START.toEpochMilli(), CALENDAR.busyHours() + 1))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldHaveCampaignsThatDoNotOverlap() {
        assertThat(CALENDAR.drives()).hasSizeBetween(20, 60);
        for (int i = 1; i < CALENDAR.drives().size(); i++) {
            assertThat(CALENDAR.drives().get(i).from())
                    .isGreaterThan(CALENDAR.drives().get(i - 1).until());
        }
        Drive drive = CALENDAR.drives().getFirst();
        assertThat(CALENDAR.driveAt(drive.from())).isEqualTo(drive);
        assertThat(CALENDAR.driveAt(drive.until())).isNull();
    }

    /** How much busy time fits into some days. */
    private static double busyHours(String day, int days) {
        long from = Instant.parse(day + "T00:00:00Z").toEpochMilli();
        long until = from + Duration.ofDays(days).toMillis();
        double busy = 0;
        for (long at = from; (at = CALENDAR.after(at, 0.25)) < until; ) {
            busy += 0.25;
        }
        return busy;
    }
}
