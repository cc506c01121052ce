package io.tillstream.stack.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The shop's calendar, straight from {@code java.time}. All times are milliseconds since 1970.
 *
 * @param zone the business time zone
 */
record Calendar(ZoneId zone) {

    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();

    /** The business day, in days since 1970-01-01. */
    int day(long at) {
        return (int) local(at).toLocalDate().toEpochDay();
    }

    /** First instant of the business hour; when clocks skipped its beginning, that of the change. */
    long hour(long at) {
        long start = local(at).truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
        if (start <= at) {
            return start;
        }
        return zone.getRules()
                .previousTransition(Instant.ofEpochMilli(at + 1))
                .getInstant()
                .toEpochMilli();
    }

    ZonedDateTime local(long at) {
        return Instant.ofEpochMilli(at).atZone(zone);
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    /** Whole periods of 24 hours from one instant to a later one; none when it is not later. */
    static int wholeDays(long from, long to) {
        return (int) Math.max(0, (to - from) / DAY);
    }
}
