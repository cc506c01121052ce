package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.RetentionCell;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Cohorts by month, and months, over all customers. */
final class CohortLedger {

    private final Map<Key, Tally> cohorts = new HashMap<>();
    private final Map<YearMonth, MonthTally> months = new HashMap<>();

    /** One cell. */
    record Key(YearMonth cohort, YearMonth month, String dimension, String value) {

        static Key of(CohortCell cell) {
            return new Key(cell.cohort(), cell.month(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return cohort + " in " + month + " " + dimension + " " + value;
        }
    }

    private static final class Tally {
        long customers;
        long orders;
        long netMicros;
    }

    /** What a month counts. */
    static final class MonthTally {
        long customers;
        long newCustomers;
        long returning;
        long reactivated;
        long retained;
        long lapsing;
        long wonBack;
    }

    static CohortLedger of(Collection<Customer> customers) {
        CohortLedger ledger = new CohortLedger();
        for (Customer customer : customers) {
            CohortHistory history = customer.history;
            if (history != null) {
                history.addTo(ledger);
            }
        }
        return ledger;
    }

    void add(YearMonth cohort, YearMonth month, String dimension, String value, long orders, long netMicros) {
        Tally tally = cohorts.computeIfAbsent(new Key(cohort, month, dimension, value), key -> new Tally());
        tally.customers += orders > 0 ? 1 : 0;
        tally.orders += orders;
        tally.netMicros += netMicros;
    }

    MonthTally month(YearMonth month) {
        return months.computeIfAbsent(month, key -> new MonthTally());
    }

    Map<Key, CohortCell> cells() {
        Map<Key, CohortCell> cells = new HashMap<>();
        cohorts.forEach((key, tally) -> cells.put(
                key,
                new CohortCell(
                        key.cohort,
                        key.month,
                        (int) ChronoUnit.MONTHS.between(key.cohort, key.month),
                        key.dimension,
                        key.value,
                        tally.customers,
                        tally.orders,
                        tally.netMicros,
                        Instant.EPOCH)));
        return cells;
    }

    Map<YearMonth, RetentionCell> months() {
        Map<YearMonth, RetentionCell> cells = new HashMap<>();
        months.forEach((month, tally) -> cells.put(
                month,
                new RetentionCell(
                        month,
                        tally.customers,
                        tally.newCustomers,
                        tally.returning,
                        tally.reactivated,
                        tally.retained,
                        tally.lapsing,
                        tally.wonBack,
                        Instant.EPOCH)));
        return cells;
    }

    static boolean isBlank(CohortCell cell) {
        return cell.customers() == 0 && cell.orders() == 0 && cell.revenueMicros() == 0;
    }

    static boolean isBlank(RetentionCell cell) {
        return cell.customers() == 0
                && cell.newCustomers() + cell.returning() + cell.reactivated() == 0
                && cell.retained() == 0
                && cell.lapsing() == 0
                && cell.wonBack() == 0;
    }
}
