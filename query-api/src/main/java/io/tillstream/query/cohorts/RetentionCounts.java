package io.tillstream.query.cohorts;

import io.tillstream.query.table.Amounts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rates of counts, and those who have lapsed of those who lapse and who are won back. */
final class RetentionCounts {

    /** A month as it is stored. */
    record Stored(
            YearMonth month,
            long customers,
            long newCustomers,
            long returning,
            long reactivated,
            long retained,
            long lapsing,
            long wonBack) {}

    private static final int MOST_MONTHS = 12_000;

    private RetentionCounts() {}

    /**
     * Every month from the first with a purchase to the unfinished one, those without purchases included.
     *
     * @param stored the months that something is known of, to come ones too
     * @param unfinished the month that is not over
     * @param from first month that is wanted, or null
     * @param to last month that is wanted, or null
     */
    static List<Retention.Month> months(
            List<Stored> stored, YearMonth unfinished, @Nullable YearMonth from, @Nullable YearMonth to) {
        Map<YearMonth, Stored> known = new TreeMap<>();
        stored.forEach(month -> known.put(month.month, month));
        YearMonth first = stored.stream()
                .filter(month -> month.customers > 0)
                .map(Stored::month)
                .min(YearMonth::compareTo)
                .orElse(unfinished.plusMonths(1));
        List<Retention.Month> months = new ArrayList<>();
        long lapsed = 0;
        long before = 0;
        YearMonth month =
                first.isBefore(unfinished.minusMonths(MOST_MONTHS)) ? unfinished.minusMonths(MOST_MONTHS) : first;
        for (; !month.isAfter(unfinished); month = month.plusMonths(1)) {
            Stored own = known.getOrDefault(month, new Stored(month, 0, 0, 0, 0, 0, 0, 0));
            lapsed += own.lapsing;
            if ((from == null || !month.isBefore(from)) && (to == null || !month.isAfter(to))) {
                months.add(month(own, month.isBefore(unfinished), before, lapsed));
            }
            lapsed -= own.wonBack;
            before = own.customers;
        }
        return months;
    }

    private static Retention.Month month(Stored own, boolean finished, long customersBefore, long lapsed) {
        return new Retention.Month(
                own.month.toString(),
                finished,
                own.customers,
                own.newCustomers,
                own.returning,
                own.reactivated,
                own.retained,
                finished ? Amounts.ratio(own.retained, customersBefore) : null,
                lapsed,
                own.wonBack,
                finished ? Amounts.ratio(own.wonBack, lapsed) : null);
    }
}
