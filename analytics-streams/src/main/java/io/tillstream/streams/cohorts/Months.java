package io.tillstream.streams.cohorts;

import java.time.LocalDate;
import java.time.YearMonth;

/** Business months, counted from January 1970 (0), so that they are small numbers with a difference. */
final class Months {

    private static final int PER_YEAR = 12;
    private static final int FIRST_YEAR = 1970;

    private Months() {}

    /** The month of a business day, given in days since 1970-01-01. */
    static int of(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return (day.getYear() - FIRST_YEAR) * PER_YEAR + day.getMonthValue() - 1;
    }

    /** The first month that begins on a day, or after it. */
    static int beginningFrom(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return of(epochDay) + (day.getDayOfMonth() == 1 ? 0 : 1);
    }

    static YearMonth toYearMonth(long month) {
        return YearMonth.of(FIRST_YEAR, 1).plusMonths(month);
    }
}
