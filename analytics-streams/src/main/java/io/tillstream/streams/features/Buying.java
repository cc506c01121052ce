package io.tillstream.streams.features;

import io.tillstream.streams.customer.Activity;
import io.tillstream.streams.customer.ProfileDraft;
import org.jspecify.annotations.Nullable;

/**
 * What the model of lifetime value is told of a buyer. Purchases of one business day are one.
 *
 * @param repeats x: days with a purchase after the first
 * @param lastAfterDays t_x: from the first such day to the last
 * @param observedDays T: from the first such day to the reference day
 * @param meanRepeatValue mean amount of the repeats' days in currency units, refunds not deducted; 0 without repeats
 */
public record Buying(int repeats, int lastAfterDays, int observedDays, double meanRepeatValue) {

    private static final double MICROS = 1_000_000;

    /**
     * Of a customer whom the facets have described; null without a purchase.
     *
     * @param asOf milliseconds since 1970; at or after every event of the customer that was counted
     */
    public static @Nullable Buying of(ProfileDraft customer, long asOf) {
        ProfileDraft.Orders orders = customer.orders();
        if (orders == null) {
            return null;
        }
        int repeats = orders.activeDays() - 1;
        return new Buying(
                repeats,
                orders.lastDay() - orders.firstDay(),
                Math.max(orders.lastDay(), customer.calendar().epochDay(asOf)) - orders.firstDay(),
                repeats == 0 ? 0 : meanRepeat(orders, customer.activity()));
    }

    private static double meanRepeat(ProfileDraft.Orders orders, @Nullable Activity activity) {
        if (activity == null || activity.firstDay() != orders.firstDay()) {
            // bought before the first day's amount was kept apart: all days are as good as the repeats
            return orders.grossMicros() / MICROS / orders.activeDays();
        }
        return (orders.grossMicros() - activity.firstDayMicros()) / MICROS / (orders.activeDays() - 1);
    }
}
