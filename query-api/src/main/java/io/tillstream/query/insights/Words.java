package io.tillstream.query.insights;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/** Figures in sentences. */
final class Words {

    private Words() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, share != 0 && Math.abs(share) < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    /** How many times as much. */
    static String times(double index) {
        return String.format(Locale.ROOT, "%.1f times", index);
    }

    static String day(int weekday) {
        return DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    static String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    static String hourOfWeek(int cell) {
        return String.format(Locale.ROOT, "%s %02d:00", day(cell / 24 + 1), cell % 24);
    }
}
