package io.tillstream.streams.forecast;

import io.tillstream.contracts.output.SalesCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Daily sales in total and by category, kept up to date by the cells of the sales topic. Not thread-safe. */
final class SalesBook {

    /** Categories that are forecast: those that sold most in the last eight weeks. */
    private static final int CATEGORIES = 50;

    private static final int RECENT_DAYS = 56;
    private static final String TOTAL = "total";
    private static final String CATEGORY = "category";
    private static final String DAY_PREFIX = "day|";
    private static final int AFTER_DAY = "day|2024-01-01".length();

    private final Map<String, SalesSeries> series = new HashMap<>();

    /** Whether a record of the sales topic is one of a day of total or of a category, by its key. */
    static boolean concerns(String recordKey) {
        return recordKey.startsWith(DAY_PREFIX)
                && (recordKey.startsWith("|" + TOTAL + "|", AFTER_DAY)
                        || recordKey.startsWith("|" + CATEGORY + "|", AFTER_DAY));
    }

    /** Takes in the newest state of a cell of a day. */
    void put(SalesCell cell) {
        if (cell.day() != null) {
            series.computeIfAbsent(
                            cell.dimension() + "|" + cell.value(),
                            key -> new SalesSeries(cell.dimension(), cell.value()))
                    .put((int) cell.day().toEpochDay(), cell.grossMicros());
        }
    }

    /**
     * The series whose forecast is out of date: total, and the categories that sell most.
     *
     * @param through the newest business day that is over, days since 1970
     */
    List<SalesSeries> due(int through) {
        List<SalesSeries> due = new ArrayList<>();
        List<SalesSeries> categories = new ArrayList<>();
        for (SalesSeries each : series.values()) {
            (each.dimension().equals(TOTAL) ? due : categories).add(each);
        }
        categories.sort(
                Comparator.comparingLong((SalesSeries each) -> -each.grossMicros(through - RECENT_DAYS + 1, through))
                        .thenComparing(SalesSeries::value));
        due.addAll(categories.subList(0, Math.min(CATEGORIES, categories.size())));
        due.removeIf(each -> !each.isDue(through));
        return due;
    }
}
