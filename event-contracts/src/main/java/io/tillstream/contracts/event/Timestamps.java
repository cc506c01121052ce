package io.tillstream.contracts.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 times. The usual form, {@code 2024-01-01T12:00:00.123Z}, is read and written by hand, since every event has one; any other valid form goes to
 * the JDK.
 */
final class Timestamps {

    /** Characters that {@link #format} may need. */
    static final int MAX_CHARS = 30;

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_TO_1970 = 719_468;
    private static final int[] POWERS_OF_TEN = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private Timestamps() {}

    /** Reads a time with a zone; null when it is none. */
    static @Nullable Instant parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Instant usual = parseUsualForm(bytes, 0, bytes.length);
        if (usual != null) {
            return usual;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Reads {@code 2024-01-01T12:00:00Z} with up to nine decimals of a second; null when it is anything else. */
    static @Nullable Instant parseUsualForm(byte[] text, int from, int length) {
        if (length < 20
                || length > MAX_CHARS
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[from + length - 1] != 'Z') {
            return null;
        }
        int year = digits(text, from + 0, from + 4);
        int month = digits(text, from + 5, from + 7);
        int day = digits(text, from + 8, from + 10);
        int hour = digits(text, from + 11, from + 13);
        int minute = digits(text, from + 14, from + 16);
        int second = digits(text, from + 17, from + 19);
        int nanos = length == 20 ? 0 : fraction(text, from, length - 1);
        if ((year | month | day | hour | minute | second | nanos) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > daysInMonth(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        long seconds = epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static int fraction(byte[] text, int from, int length) {
        int places = length - 20;
        if (text[from + 19] != '.' || places < 1 || places > 9) {
            return -1;
        }
        int value = digits(text, from + 20, from + length);
        return value < 0 ? -1 : value * POWERS_OF_TEN[places];
    }

    private static int digits(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int daysInMonth(int year, int month) {
        return switch (month) {
            case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01, by counting years from March: https://howardhinnant.github.io/date_algorithms.html#days_from_civil. */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
    }

    /** A time as {@link Instant#toString()} gives it. */
    static String format(Instant time) {
        char[] buffer = new char[MAX_CHARS];
        int length = format(time, buffer);
        return length == 0 ? time.toString() : new String(buffer, 0, length);
    }

    /**
     * Writes a time as {@link Instant#toString()} does: with 0, 3, 6 or 9 decimals of a second.
     *
     * @param buffer at least {@link #MAX_CHARS} long
     * @return the number of characters written; 0 when the year has not four digits
     */
    static int format(Instant time, char[] buffer) {
        long epochSecond = time.getEpochSecond();
        long z = Math.floorDiv(epochSecond, SECONDS_PER_DAY) + DAYS_TO_1970;
        long era = Math.floorDiv(z, DAYS_PER_ERA);
        int dayOfEra = (int) (z - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int mp = (5 * dayOfYear + 2) / 153;
        int month = mp < 10 ? mp + 3 : mp - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0 || year > 9999) {
            return 0;
        }
        int secondOfDay = Math.floorMod(epochSecond, SECONDS_PER_DAY);
        put(buffer, 0, 4, (int) year);
        buffer[4] = '-';
        put(buffer, 5, 2, month);
        buffer[7] = '-';
        put(buffer, 8, 2, dayOfYear - (153 * mp + 2) / 5 + 1);
        buffer[10] = 'T';
        put(buffer, 11, 2, secondOfDay / 3600);
        buffer[13] = ':';
        put(buffer, 14, 2, secondOfDay / 60 % 60);
        buffer[16] = ':';
        put(buffer, 17, 2, secondOfDay % 60);
        int length = 19;
        int nanos = time.getNano();
        if (nanos != 0) {
            int places = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
            buffer[length] = '.';
            put(buffer, length + 1, places, nanos / POWERS_OF_TEN[places]);
            length += places + 1;
        }
        buffer[length] = 'Z';
        return length + 1;
    }

    private static void put(char[] buffer, int at, int width, int value) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            buffer[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
