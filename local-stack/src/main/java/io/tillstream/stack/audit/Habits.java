package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Item;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a buyer bought by brand, by discount and by season, and which behavioural segments follow from it. */
final class Habits {

    /** The engine counts so many brands of a customer exactly; beyond, each count may be too low by one part in so many and one. */
    private static final int EXACT_BRANDS = 32;

    private final Map<String, Long> unitsByBrand = new HashMap<>(4);
    private final Map<Integer, Long> ordersByQuarter = new HashMap<>(4);
    private final Set<Integer> yearsAndQuarters = new HashSet<>(4);
    private long units;
    private long discountedUnits;

    void order(LocalDate day, List<Item> items) {
        int quarter = (day.getMonthValue() + 2) / 3;
        ordersByQuarter.merge(quarter, 1L, Long::sum);
        yearsAndQuarters.add(day.getYear() * 10 + quarter);
        for (Item item : items) {
            units += item.quantity();
            if (item.discountMicros() > 0) {
                discountedUnits += item.quantity();
            }
            if (item.brand() != null) {
                unitsByBrand.merge("brand " + item.brand(), (long) item.quantity(), Long::sum);
            } else if (item.category() != null) {
                unitsByBrand.merge("category " + item.category(), (long) item.quantity(), Long::sum);
            }
        }
    }

    /**
     * The segments that hold, in the order of their definition.
     *
     * @param stored what is stored, for a customer of so many brands that both answers may be right; null for nothing
     */
    static List<String> segments(Customer customer, @Nullable Scoring scoring, @Nullable List<String> stored) {
        List<String> segments = new ArrayList<>();
        Habits habits = customer.habits;
        if (habits != null) {
            habits.ofPurchases(customer, scoring, stored, segments);
        }
        boolean lately = habits != null && (scoring == null || scoring.recencyDays(customer) <= 90);
        if (customer.sessions.count() >= 5 && !lately) {
            segments.add("Window Shopper");
        }
        if (habits != null && customer.orders >= 3 && habits.isSeasonal(customer.orders)) {
            segments.add("Seasonal Buyer");
        }
        return segments;
    }

    private void ofPurchases(
            Customer customer, @Nullable Scoring scoring, @Nullable List<String> stored, List<String> segments) {
        if (scoring != null && scoring.isFrequent(customer)) {
            segments.add("Frequent Buyer");
        }
        if (customer.orders >= 2 && 2 * discountedUnits >= units) {
            segments.add("Bargain Hunter");
        }
        if (customer.orders >= 3 && isLoyal(stored)) {
            segments.add("Brand Loyal");
        }
    }

    private boolean isLoyal(@Nullable List<String> stored) {
        long most =
                unitsByBrand.values().stream().mapToLong(Long::longValue).max().orElse(0);
        boolean loyal = 10 * most >= 6 * units;
        boolean nearlyNot =
                unitsByBrand.size() > EXACT_BRANDS && 10 * (most - units / (EXACT_BRANDS + 1.0)) < 6 * units;
        return loyal && (!nearlyNot || stored == null || stored.contains("Brand Loyal"));
    }

    private boolean isSeasonal(long orders) {
        return ordersByQuarter.entrySet().stream()
                .filter(quarter -> 10 * quarter.getValue() >= 7 * orders)
                .anyMatch(quarter -> yearsAndQuarters.stream()
                                .filter(year -> year % 10 == quarter.getKey())
                                .count()
                        >= 2);
    }
}
