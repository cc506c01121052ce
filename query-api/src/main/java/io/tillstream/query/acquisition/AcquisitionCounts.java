package io.tillstream.query.acquisition;

import io.tillstream.contracts.money.Micros;
import io.tillstream.query.table.Amounts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes cost, return and payback of the cells of cohorts. */
final class AcquisitionCounts {

    /** What is equal but for rounding is equal: half a micro. */
    private static final double ROUNDING_MICROS = 0.5;

    /**
     * What a row is about.
     *
     * @param channel of a campaign, else empty
     */
    record Group(String value, String channel) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byValue = value.compareTo(other.value);
            return byValue != 0 ? byValue : channel.compareTo(other.channel);
        }
    }

    /** What a cohort did some months later. */
    record Stored(
            Group group,
            YearMonth cohort,
            int monthsSince,
            long visitors,
            long converted,
            long customers,
            long revenueMicros,
            long spendMicros) {}

    /**
     * What the customers of a group are worth.
     *
     * @param buyers all
     * @param netMicros what they have spent
     * @param predicted of them, those that a model says something of
     * @param expectedMicros what these are expected to spend
     */
    record Worth(long buyers, long netMicros, long predicted, long expectedMicros) {

        static final Worth NOTHING = new Worth(0, 0, 0, 0);

        @Nullable
        Long meanMicros() {
            return predicted > 0 ? Amounts.perOrder(expectedMicros, predicted) : Amounts.perOrder(netMicros, buyers);
        }

        @Nullable
        String basis() {
            if (predicted > 0) {
                return "predicted";
            }
            return buyers > 0 ? "historical" : null;
        }
    }

    private AcquisitionCounts() {}

    /**
     * Rows by group.
     *
     * @param unfinished the month that is not over
     * @param isSpendKnown whether the cells know what was spent
     */
    static List<Acquisition.Row> rows(
            List<Stored> cells, Map<Group, Worth> worth, YearMonth unfinished, boolean isSpendKnown) {
        Map<Group, List<Stored>> groups = new TreeMap<>();
        cells.forEach(cell ->
                groups.computeIfAbsent(cell.group, group -> new ArrayList<>()).add(cell));
        List<Acquisition.Row> rows = new ArrayList<>();
        groups.forEach((group, own) -> {
            if (!own.stream().allMatch(AcquisitionCounts::isEmpty)) {
                rows.add(row(group, own, worth.getOrDefault(group, Worth.NOTHING), unfinished, isSpendKnown));
            }
        });
        return rows;
    }

    private static boolean isEmpty(Stored cell) {
        return cell.visitors == 0 && cell.customers == 0 && cell.spendMicros == 0 && cell.revenueMicros == 0;
    }

    private static Acquisition.Row row(
            Group group, List<Stored> cells, Worth worth, YearMonth unfinished, boolean isSpendKnown) {
        long visitors = cells.stream().mapToLong(Stored::visitors).sum();
        long converted = cells.stream().mapToLong(Stored::converted).sum();
        long customers = cells.stream().mapToLong(Stored::customers).sum();
        long spend = cells.stream().mapToLong(Stored::spendMicros).sum();
        long revenue = cells.stream().mapToLong(Stored::revenueMicros).sum();
        Long value = worth.meanMicros();
        List<Double> earned = earnedPerCustomer(cells, unfinished);
        return new Acquisition.Row(
                group.value,
                group.channel.isEmpty() ? null : group.channel,
                visitors,
                converted,
                Amounts.ratio(converted, visitors),
                customers,
                isSpendKnown ? Long.valueOf(spend) : null,
                isSpendKnown ? Amounts.perOrder(spend, customers) : null,
                revenue,
                Amounts.ratio(revenue - spend, spend),
                value,
                worth.basis(),
                value == null || spend == 0 || customers == 0
                        ? null
                        : Double.valueOf((double) value * customers / spend),
                payback(earned, spend, customers),
                earned.stream()
                        .<Number>map(micros -> Micros.toDecimal(Math.round(micros)))
                        .toList());
    }

    /**
     * What a customer has brought by the end of each month since the first purchase, in micros. Of cohorts of different ages each month's part is that of those old
     * enough: Σ revenue in the month / Σ customers, over the cohorts in which that month is over.
     */
    private static List<Double> earnedPerCustomer(List<Stored> cells, YearMonth unfinished) {
        List<Double> earned = new ArrayList<>();
        double sum = 0;
        for (int month = 0; ; month++) {
            long customers = 0;
            long revenue = 0;
            for (Stored cell : cells) {
                if (cell.cohort.plusMonths(month).isBefore(unfinished)) {
                    customers += cell.customers;
                    revenue += cell.monthsSince == month ? cell.revenueMicros : 0;
                }
            }
            if (customers == 0) {
                return earned;
            }
            sum += (double) revenue / customers;
            earned.add(sum);
        }
    }

    private static @Nullable Integer payback(List<Double> earned, long spend, long customers) {
        if (spend == 0 || customers == 0) {
            return null;
        }
        double cost = (double) spend / customers;
        for (int month = 0; month < earned.size(); month++) {
            if (earned.get(month) >= cost - ROUNDING_MICROS) {
                return month + 1;
            }
        }
        return null;
    }
}
