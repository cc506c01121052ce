package io.tillstream.query.cohorts;

import io.tillstream.query.table.Amounts;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes lines of cells: every cohort has a cell for each of its months up to the unfinished one, those without purchases included. */
final class CohortCounts {

    /**
     * A cell as it is stored.
     *
     * @param since months after the cohort's
     */
    record Stored(String value, YearMonth cohort, int since, long customers, long orders, long revenueMicros) {}

    private record Key(String value, YearMonth cohort) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byValue = value.compareTo(other.value);
            return byValue != 0 ? byValue : cohort.compareTo(other.cohort);
        }
    }

    private final Map<Key, Map<Integer, Stored>> cohorts = new TreeMap<>();
    private final YearMonth unfinished;

    /**
     * @param cells of one dimension
     * @param unfinished the month that is not over
     */
    CohortCounts(List<Stored> cells, YearMonth unfinished) {
        this.unfinished = unfinished;
        for (Stored cell : cells) {
            cohorts.computeIfAbsent(new Key(cell.value, cell.cohort), key -> new TreeMap<>())
                    .put(cell.since, cell);
        }
        // all its customers turned out to have bought before
        cohorts.values().removeIf(months -> months.values().stream().allMatch(CohortCounts::isEmpty));
    }

    private static boolean isEmpty(Stored cell) {
        return cell.customers == 0 && cell.orders == 0 && cell.revenueMicros == 0;
    }

    /** Lines of the matrix; all have as many months as the oldest cohort. */
    List<CohortMatrix.Line> lines(Measure measure) {
        int width = cohorts.keySet().stream()
                .mapToInt(key -> finished(key) + 1)
                .max()
                .orElse(0);
        List<CohortMatrix.Line> lines = new ArrayList<>();
        cohorts.forEach((key, months) -> {
            List<@Nullable Number> cells = new ArrayList<>();
            for (int since = 0; since < width; since++) {
                cells.add(since < finished(key) ? measure.of(row(key, months, since)) : null);
            }
            lines.add(new CohortMatrix.Line(key.value, key.cohort.toString(), size(months), cells));
        });
        return lines;
    }

    /** One row for each finished month of each cohort. */
    List<CohortRow> rows() {
        List<CohortRow> rows = new ArrayList<>();
        cohorts.forEach((key, months) -> {
            for (int since = 0; since < finished(key); since++) {
                rows.add(row(key, months, since));
            }
        });
        return rows;
    }

    /** Number of months of a cohort that are over. */
    private int finished(Key key) {
        return Math.max(0, (int) ChronoUnit.MONTHS.between(key.cohort, unfinished));
    }

    private static long size(Map<Integer, Stored> months) {
        Stored first = months.get(0);
        return first == null ? 0 : first.customers;
    }

    private static CohortRow row(Key key, Map<Integer, Stored> months, int since) {
        long size = size(months);
        Stored cell = months.getOrDefault(since, new Stored(key.value, key.cohort, since, 0, 0, 0));
        return new CohortRow(
                key.value,
                key.cohort.toString(),
                size,
                since,
                cell.customers,
                cell.orders,
                cell.revenueMicros,
                Amounts.ratio(cell.customers, size),
                Amounts.perOrder(cell.revenueMicros, size));
    }
}
