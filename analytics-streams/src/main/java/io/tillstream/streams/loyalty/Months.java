package io.tillstream.streams.loyalty;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;

/** Business months as numbers with a difference: months since January of year 0. */
final class Months {

    private Months() {}

    /** The month of a business day, given in days since 1970-01-01. */
    static int of(int epochDay) {
        return (int) LocalDate.ofEpochDay(epochDay).getLong(ChronoField.PROLEPTIC_MONTH);
    }

    static YearMonth toYearMonth(long month) {
        return YearMonth.of(0, 1).plusMonths(month);
    }

    /** Its last business day, in days since 1970-01-01. */
    static int lastDay(int month) {
        return (int) toYearMonth(month).atEndOfMonth().toEpochDay();
    }
}
