package io.tillstream.ingest.imports.clean;

import io.tillstream.ingest.imports.source.ReadAgainException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of one table. Its shape is told from the first date; whether a date with slashes begins with the month or the day, from the first that can
 * only be one of the two. Until then the month is taken first; when that proves wrong, reading starts over.
 */
final class DateText {

    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000);
    private static final LocalDate SERIAL_EPOCH = LocalDate.of(1899, 12, 30);
    private static final int MAX_CHARS = 64;
    private static final int ISO_DATE_CHARS = 10;

    private final ZoneId zone;
    private final boolean fixed;
    private final @Nullable DateTimeFormatter pattern;
    private @Nullable DateShape shape;
    private boolean orderProven;
    private String lastText = "";
    private long lastMillis;

    /**
     * @param option {@code iso}, {@code mdy}, {@code dmy}, {@code excel} or a pattern such as {@code d.M.yyyy H:mm}; null to recognise it
     * @param zone the zone of dates that name none
     * @throws IllegalArgumentException when the pattern is none
     */
    DateText(@Nullable String option, ZoneId zone) {
        this.zone = zone;
        this.fixed = option != null;
        this.shape = option == null ? null : DateShape.ofOption(option);
        this.pattern = option != null && shape == DateShape.PATTERN
                ? DateTimeFormatter.ofPattern(option, Locale.ENGLISH)
                : null;
    }

    /** A reader for the second attempt, that knows that the day comes first. */
    static DateText dayFirst(ZoneId zone) {
        return new DateText("dmy", zone);
    }

    /** The shape in words; null before the first date. */
    @Nullable
    String description() {
        return shape == null ? null : shape.description();
    }

    /** Whether month and day may be the other way round for all that the table shows. */
    boolean ambiguous() {
        return !fixed && shape == DateShape.MONTH_FIRST && !orderProven;
    }

    /**
     * The instant of a date, in milliseconds since 1970.
     *
     * @throws DateTimeException when the text is no date of the table's shape
     * @throws ReadAgainException when the dates turn out to begin with the day
     */
    long millis(String text) throws ReadAgainException {
        if (text.equals(lastText) && !text.isEmpty()) {
            return lastMillis;
        }
        if (text.length() > MAX_CHARS) {
            throw new DateTimeException("too long");
        }
        if (shape == null) {
            shape = DateShape.of(text);
        }
        long millis = parse(text);
        lastText = text;
        lastMillis = millis;
        return millis;
    }

    private long parse(String text) throws ReadAgainException {
        return switch (shape) {
            case null -> throw new DateTimeException("no known shape");
            case ISO -> iso(text);
            case MONTH_FIRST, DAY_FIRST -> parts(text);
            case EXCEL_SERIAL -> serial(text);
            case PATTERN -> byPattern(text);
        };
    }

    private long iso(String text) {
        if (text.length() < ISO_DATE_CHARS) {
            throw new DateTimeException("too short");
        }
        String normal = text.charAt(text.length() > ISO_DATE_CHARS ? ISO_DATE_CHARS : 0) == ' '
                ? text.substring(0, ISO_DATE_CHARS)
                        + 'T'
                        + text.substring(ISO_DATE_CHARS + 1).replace(" ", "")
                : text;
        if (normal.length() == ISO_DATE_CHARS) {
            return millis(LocalDate.parse(normal).atStartOfDay());
        }
        char last = normal.charAt(normal.length() - 1);
        boolean zoned =
                last == 'Z' || normal.indexOf('+', ISO_DATE_CHARS) > 0 || normal.indexOf('-', ISO_DATE_CHARS) > 0;
        return zoned ? OffsetDateTime.parse(normal).toInstant().toEpochMilli() : millis(LocalDateTime.parse(normal));
    }

    /** Three numbers and perhaps a time: {@code 12/1/2010 8:26}, {@code 1.12.2010 08:26:30}, {@code 12/1/2010 8:26 PM}. */
    private long parts(String text) throws ReadAgainException {
        DateParts parts = DateParts.of(text);
        boolean monthFirst = shape == DateShape.MONTH_FIRST;
        if (monthFirst && parts.first() > 12 && parts.second() <= 12 && !fixed && !orderProven) {
            throw ReadAgainException.withDayFirst();
        }
        int month = monthFirst ? parts.first() : parts.second();
        int day = monthFirst ? parts.second() : parts.first();
        LocalDateTime local =
                LocalDateTime.of(parts.year(), month, day, parts.hour(), parts.minute(), parts.secondOfMinute());
        orderProven |= monthFirst && parts.second() > 12;
        return millis(local);
    }

    private long serial(String text) {
        try {
            BigDecimal days = new BigDecimal(text);
            if (days.precision() - days.scale() > 7 || days.signum() < 0 || days.scale() > 30) {
                throw new DateTimeException("no day number");
            }
            long millis = days.multiply(MILLIS_PER_DAY)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return millis(SERIAL_EPOCH.atStartOfDay().plusNanos(Math.multiplyExact(millis, 1_000_000L)));
        } catch (NumberFormatException e) {
            throw new DateTimeException("no day number", e);
        }
    }

    private long byPattern(String text) {
        if (pattern == null) {
            throw new DateTimeException("no pattern");
        }
        TemporalAccessor parsed = pattern.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (parsed) {
            case OffsetDateTime zoned -> zoned.toInstant().toEpochMilli();
            case LocalDateTime local -> millis(local);
            case LocalDate day -> millis(day.atStartOfDay());
            default -> throw new DateTimeException("no date");
        };
    }

    private long millis(LocalDateTime local) {
        Instant instant = zone == ZoneOffset.UTC
                ? local.toInstant(ZoneOffset.UTC)
                : local.atZone(zone).toInstant();
        return instant.toEpochMilli();
    }
}
