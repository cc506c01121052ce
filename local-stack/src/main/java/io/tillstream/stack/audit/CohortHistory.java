package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one customer bought and gave back by month, on which days, and what the first purchase said. Says where that belongs once all of it is known. */
final class CohortHistory {

    private static final int LAPSED_AFTER_DAYS = 90;

    /** Orders and net in micros. */
    private final Map<YearMonth, long[]> months = new TreeMap<>();

    private int[] days = new int[2];
    private int orders;
    private long firstAt = Long.MAX_VALUE;
    private String channel = Visitor.UNKNOWN;
    private String category = Visitor.UNKNOWN;
    private String country = Visitor.UNKNOWN;
    private LocalDate firstDay = LocalDate.MAX;

    void order(long at, LocalDate day, CommerceEvent.Purchase purchase, Visitor visitor) {
        long[] month = month(day);
        month[0]++;
        month[1] += purchase.items().stream().mapToLong(Item::amountMicros).sum();
        if (orders == days.length) {
            days = Arrays.copyOf(days, 2 * orders);
        }
        days[orders++] = (int) day.toEpochDay();
        if (at < firstAt) {
            firstAt = at;
            firstDay = day;
            channel = visitor.channel();
            country = visitor.country();
            category = mainCategory(purchase);
        }
    }

    void refund(LocalDate day, long amountMicros) {
        month(day)[1] -= amountMicros;
    }

    private long[] month(LocalDate day) {
        return months.computeIfAbsent(YearMonth.from(day), month -> new long[2]);
    }

    /** The category with the greatest amount; of equal ones the first that was named. */
    private static String mainCategory(CommerceEvent.Purchase purchase) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        purchase.items()
                .forEach(item -> amounts.merge(Visitor.known(item.category(), null), item.amountMicros(), Long::sum));
        long most = amounts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return amounts.keySet().stream()
                .filter(name -> Long.valueOf(most).equals(amounts.get(name)))
                .findFirst()
                .orElse(Visitor.UNKNOWN);
    }

    /** Adds what this customer did; nothing while no purchase is known. */
    void addTo(CohortLedger ledger) {
        if (orders == 0) {
            return;
        }
        YearMonth cohort = YearMonth.from(firstDay);
        months.forEach((month, sums) -> {
            YearMonth booked = month.isBefore(cohort) ? cohort : month;
            ledger.add(cohort, booked, "total", "all", sums[0], sums[1]);
            ledger.add(cohort, booked, "channel", channel, sums[0], sums[1]);
            ledger.add(cohort, booked, "category", category, sums[0], sums[1]);
            ledger.add(cohort, booked, "country", country, sums[0], sums[1]);
        });
        TreeSet<LocalDate> bought = new TreeSet<>();
        Arrays.stream(days, 0, orders).mapToObj(LocalDate::ofEpochDay).forEach(bought::add);
        months.forEach((month, sums) -> {
            if (sums[0] > 0) {
                came(bought, month, ledger.month(month));
            }
        });
        bought.forEach(day -> stopped(day, bought.higher(day), ledger));
    }

    private static void came(TreeSet<LocalDate> bought, YearMonth month, CohortLedger.MonthTally tally) {
        LocalDate start = month.atDay(1);
        LocalDate first = bought.ceiling(start);
        LocalDate before = bought.lower(start);
        tally.customers++;
        if (before == null || first == null) {
            tally.newCustomers++;
            return;
        }
        if (before.plusDays(LAPSED_AFTER_DAYS).isBefore(first)) {
            tally.reactivated++;
        } else {
            tally.returning++;
        }
        tally.retained += YearMonth.from(before).plusMonths(1).equals(month) ? 1 : 0;
        tally.wonBack += before.plusDays(LAPSED_AFTER_DAYS).isBefore(start) ? 1 : 0;
    }

    /** The first beginning of a month that has no purchase in the 90 days before it, if the next purchase is not before. */
    private static void stopped(LocalDate day, @Nullable LocalDate next, CohortLedger ledger) {
        YearMonth month = YearMonth.from(day);
        while (!day.plusDays(LAPSED_AFTER_DAYS).isBefore(month.atDay(1))) {
            month = month.plusMonths(1);
        }
        if (next == null || !next.isBefore(month.atDay(1))) {
            ledger.month(month).lapsing++;
        }
    }
}
