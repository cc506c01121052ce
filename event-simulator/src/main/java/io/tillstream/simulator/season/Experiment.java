package io.tillstream.simulator.season;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A test of the shop with two variants, {@code control} and {@code treatment}, that runs from some weeks before the end of the history on, and goes on live.
 *
 * @param from when it begins, in milliseconds since 1970
 * @param effect true factor on the chance that a visit ends in an order, treatment against control; 1 for none
 */
public record Experiment(String name, long from, double effect) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The variant without the change. */
    public static final String CONTROL = "control";
    /** The variant with it. */
    public static final String TREATMENT = "treatment";

    /** The experiments of a shop, two that do something and one that does nothing. */
    public static List<Experiment> of(Instant start, Instant end) {
        return List.of(
                running("checkout-one-page", 90, 1.25, start, end),
                running("free-shipping-bar", 60, 1.15, start, end),
                running("product-badges", 60, 1, start, end));
    }

    private static Experiment running(String name, long days, double effect, Instant start, Instant end) {
        return new Experiment(name, Math.max(start.toEpochMilli(), end.toEpochMilli() - days * DAY), effect);
    }

    /** Factor on the chance to order; those of both variants have the mean 1, so that the shop as a whole orders as before. */
    public double factor(boolean treatment) {
        return 2 / (1 + effect) * (treatment ? effect : 1);
    }
}
