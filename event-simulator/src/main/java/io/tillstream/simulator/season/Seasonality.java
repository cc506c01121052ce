package io.tillstream.simulator.season;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How busy the shop is at an hour of the year, relative to an average hour. The curves have the shape that consumer shops show. */
final class Seasonality {

    /** By hour of day: quiet at night, a bump at noon, the peak in the evening. */
    private static final double[] HOUR = {
        0.45, 0.25, 0.15, 0.10, 0.10, 0.18, 0.35, 0.60, 0.85, 1.05, 1.20, 1.30, 1.40, 1.30, 1.20, 1.20, 1.25, 1.35,
        1.50, 1.75, 1.95, 1.90, 1.50, 0.90
    };

    /** By weekday from Monday: Sunday evening and Monday are strong, Friday and Saturday weak, as is usual in online retail. */
    private static final double[] WEEKDAY = {1.10, 1.05, 1.02, 1.00, 0.90, 0.88, 1.05};

    /** By month, at its middle; in between the value moves on a straight line. */
    private static final double[] MONTH = {0.88, 0.86, 0.92, 0.95, 0.99, 0.96, 0.90, 0.92, 1.00, 1.06, 1.28, 1.40};

    private static final MonthDay BLACK_WEEK_FROM = MonthDay.of(11, 22);
    private static final MonthDay BLACK_WEEK_TO = MonthDay.of(11, 30);
    private static final MonthDay HOLIDAYS_FROM = MonthDay.of(12, 23);
    private static final MonthDay HOLIDAYS_TO = MonthDay.of(12, 27);

    private Seasonality() {}

    /** The relative intensity of visits in the hour that starts at the given time. */
    static double at(ZonedDateTime hour) {
        return HOUR[hour.getHour()] * WEEKDAY[hour.getDayOfWeek().getValue() - 1] * ofYear(hour.toLocalDate());
    }

    private static double ofYear(LocalDate day) {
        LocalDate middle = day.withDayOfMonth(15);
        LocalDate from = day.isBefore(middle) ? middle.minusMonths(1) : middle;
        LocalDate to = from.plusMonths(1);
        double share = ChronoUnit.DAYS.between(from, day) / (double) ChronoUnit.DAYS.between(from, to);
        double value = MONTH[from.getMonthValue() - 1] * (1 - share) + MONTH[to.getMonthValue() - 1] * share;
        MonthDay date = MonthDay.from(day);
        if (isBetween(date, BLACK_WEEK_FROM, BLACK_WEEK_TO)) {
            return value * 1.35;
        }
        return isBetween(date, HOLIDAYS_FROM, HOLIDAYS_TO) ? value * 0.6 : value;
    }

    private static boolean isBetween(MonthDay date, MonthDay from, MonthDay to) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
