package io.tillstream.query.insights;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** When the shop is busy: the hour of the week, the weekday, the month. */
final class Seasons {

    private static final int LEAST_WEEKS = 4;
    private static final int LEAST_COUNTS = 200;
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int MONTHS = 12;

    private Seasons() {}

    /**
     * The peak hour of the week and the weekday, from complete weeks.
     *
     * @param last newest complete day
     */
    static List<Candidate> week(List<Counted.Hour> hours, LocalDate last) {
        if (hours.isEmpty()) {
            return List.of();
        }
        LocalDate first =
                hours.stream().map(Counted.Hour::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate start = first.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        LocalDate end = last.plusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int weeks = (int) ChronoUnit.WEEKS.between(start, end);
        if (weeks < LEAST_WEEKS) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        CyclicCounts sessions = counts(hours, start, weeks, HOURS, Counted.Hour::sessions);
        if (sessions.total() >= LEAST_COUNTS) {
            found.add(peakHour(sessions));
        }
        CyclicCounts orders = counts(hours, start, weeks, 1, Counted.Hour::orders);
        if (orders.total() >= LEAST_COUNTS) {
            found.add(weekday(orders));
        }
        return found;
    }

    /**
     * @param hoursPerDay 24, or 1 for whole days
     */
    private static CyclicCounts counts(
            List<Counted.Hour> hours, LocalDate start, int weeks, int hoursPerDay, ToLongFunction<Counted.Hour> what) {
        long[][] rounds = new long[weeks][DAYS * hoursPerDay];
        for (Counted.Hour hour : hours) {
            long days = ChronoUnit.DAYS.between(start, hour.day());
            if (days >= 0 && days < (long) weeks * DAYS) {
                int cell = (int) (days % DAYS) * hoursPerDay + (hoursPerDay == 1 ? 0 : hour.hour());
                rounds[(int) (days / DAYS)][cell] += what.applyAsLong(hour);
            }
        }
        double[] even = new double[DAYS * hoursPerDay];
        Arrays.fill(even, 1);
        return new CyclicCounts(rounds, even);
    }

    private static Candidate peakHour(CyclicCounts sessions) {
        int peak = sessions.peak();
        String second =
                sessions.isSecondAsGreat() ? "; " + Words.hourOfWeek(sessions.second()) + " is about as busy" : "";
        return new Candidate(
                "peak_hour",
                Words.hourOfWeek(peak),
                "Peak activity is " + Words.hourOfWeek(peak) + ": " + Words.times(sessions.index(peak))
                        + " the average hour" + second + ".",
                "Send messages shortly before, and plan no maintenance then.",
                Map.of(
                        "sessions",
                        (double) sessions.count(peak),
                        "index",
                        sessions.index(peak),
                        "sessions_in_all",
                        (double) sessions.total(),
                        "dispersion",
                        sessions.dispersion()),
                "binomial, greatest of 168",
                sessions.peakP(),
                true);
    }

    private static Candidate weekday(CyclicCounts orders) {
        int peak = orders.peak();
        int low = lowest(orders, DAYS);
        return new Candidate(
                "weekday",
                Words.day(peak + 1),
                "Orders go by the weekday: " + Words.day(peak + 1) + " has " + Words.percent(orders.index(peak) - 1)
                        + " more than the average day, " + Words.day(low + 1) + " "
                        + Words.percent(1 - orders.index(low)) + " fewer.",
                "Put staff and campaigns where the orders are.",
                Map.of(
                        "highest_index", orders.index(peak),
                        "lowest_index", orders.index(low),
                        "orders_in_all", (double) orders.total(),
                        "dispersion", orders.dispersion()),
                "χ² over 7 weekdays",
                orders.patternP(),
                true);
    }

    /** The month of the year, from two or more whole years; even growth is taken out. */
    static List<Candidate> year(List<Counted.Month> months, LocalDate last) {
        TreeMap<YearMonth, Long> byMonth = new TreeMap<>();
        months.forEach(month -> byMonth.put(month.month(), month.orders()));
        YearMonth end = YearMonth.from(last.plusDays(1));
        if (byMonth.isEmpty()) {
            return List.of();
        }
        // the first month may be part of one
        int years = (int) ChronoUnit.MONTHS.between(byMonth.firstKey().plusMonths(1), end) / MONTHS;
        if (years < 2) {
            return List.of();
        }
        YearMonth start = end.minusMonths((long) years * MONTHS);
        long[][] rounds = new long[years][MONTHS];
        for (int i = 0; i < years * MONTHS; i++) {
            rounds[i / MONTHS][i % MONTHS] = byMonth.getOrDefault(start.plusMonths(i), 0L);
        }
        long oldest = Arrays.stream(rounds[0]).sum();
        long newest = Arrays.stream(rounds[years - 1]).sum();
        if (oldest < LEAST_COUNTS || newest < LEAST_COUNTS) {
            return List.of();
        }
        double monthlyGrowth = Math.pow((double) newest / oldest, 1.0 / (years - 1) / MONTHS);
        double[] exposure = new double[MONTHS];
        for (int i = 0; i < MONTHS; i++) {
            exposure[i] = start.plusMonths(i).lengthOfMonth() * Math.pow(monthlyGrowth, i);
        }
        return List.of(month(new CyclicCounts(rounds, exposure), start.getMonthValue()));
    }

    private static Candidate month(CyclicCounts orders, int firstMonth) {
        int peak = orders.peak();
        int low = lowest(orders, MONTHS);
        String best = Words.month((firstMonth - 1 + peak) % MONTHS + 1);
        return new Candidate(
                "month",
                best,
                "Orders go by the season: " + best + " has " + Words.percent(orders.index(peak) - 1)
                        + " more than an average month, " + Words.month((firstMonth - 1 + low) % MONTHS + 1) + " "
                        + Words.percent(1 - orders.index(low)) + " fewer, growth left aside.",
                "Stock up before the season begins.",
                Map.of(
                        "highest_index", orders.index(peak),
                        "lowest_index", orders.index(low),
                        "orders_in_all", (double) orders.total(),
                        "dispersion", orders.dispersion()),
                "χ² over 12 months",
                orders.patternP(),
                true);
    }

    private static int lowest(CyclicCounts counts, int cells) {
        int low = 0;
        for (int cell = 1; cell < cells; cell++) {
            if (counts.index(cell) < counts.index(low)) {
                low = cell;
            }
        }
        return low;
    }
}
