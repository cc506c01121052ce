package io.tillstream.contracts.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The calendar of the shop: days, hours, weekdays and months are those of one configured zone.
 *
 * @param zone the business time zone
 */
public record BusinessTime(ZoneId zone) {

    /** Coordinated universal time, the default. */
    public static final BusinessTime UTC = new BusinessTime(ZoneOffset.UTC);

    private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    /** Reads a zone name such as {@code Europe/London}. */
    public static BusinessTime of(String zone) {
        // normalised, so that "UTC" and "Z" are the offset that the arithmetic below is quick for
        return new BusinessTime(ZoneId.of(zone).normalized());
    }

    /** The business day of an instant. */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The business day of an instant, in days since 1970-01-01. */
    public int epochDay(long epochMillis) {
        if (zone == ZoneOffset.UTC) {
            return (int) Math.floorDiv(epochMillis, 24 * MILLIS_PER_HOUR);
        }
        return (int)
                LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), zone).toEpochDay();
    }

    /** The first instant of the business hour that contains the given one, in milliseconds since 1970. */
    public long hourStart(long epochMillis) {
        if (zone == ZoneOffset.UTC) {
            return epochMillis - Math.floorMod(epochMillis, MILLIS_PER_HOUR);
        }
        Instant instant = Instant.ofEpochMilli(epochMillis);
        Instant start = instant.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        return (start.isAfter(instant) ? lastChange(instant) : start).toEpochMilli();
    }

    /** When the clocks last changed. An hour whose beginning they skipped (Chatham: 02:45 to 03:45) begins then. */
    private Instant lastChange(Instant instant) {
        return zone.getRules().previousTransition(instant.plusNanos(1)).getInstant();
    }

    /**
     * The reference time of all answers: now, or for a shop whose history ends in the past, one day after its newest event.
     *
     * <p>One rule serves both: a live shop's newest event is so recent that a day after it has not come yet.
     */
    public static Instant asOf(Instant now, Instant newestEvent) {
        Instant dayAfter = newestEvent.plus(Duration.ofDays(1));
        return dayAfter.isBefore(now) ? dayAfter : now;
    }
}
