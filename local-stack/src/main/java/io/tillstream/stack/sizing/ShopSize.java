package io.tillstream.stack.sizing;

/**
 * How large a shop is.
 *
 * @param peakEventsPerSecond events a second in its busiest minutes
 * @param meanEventsPerSecond the same over a week
 * @param customers persons and visitors it is to know
 * @param products products it sells
 * @param days how far back it looks
 * @param eventDays how long single events are kept for time lines; cells, profiles and orders stay
 */
public record ShopSize(
        double peakEventsPerSecond,
        double meanEventsPerSecond,
        long customers,
        long products,
        int days,
        int eventDays) {

    private static final double SECONDS_PER_DAY = 86_400;

    /** Checks each. */
    public ShopSize {
        atLeast("events-per-second", peakEventsPerSecond, 0.001);
        atLeast("mean-events-per-second", meanEventsPerSecond, 0.001);
        atLeast("customers", customers, 1);
        atLeast("products", products, 1);
        atLeast("days", days, 1);
        atLeast("event-days", eventDays, 1);
        if (meanEventsPerSecond > peakEventsPerSecond) {
            throw new IllegalArgumentException("mean-events-per-second must not be more than events-per-second");
        }
    }

    private static void atLeast(String name, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, not " + value);
        }
    }

    /** Events of all days. */
    double events() {
        return eventsPerDay() * days;
    }

    double eventsPerDay() {
        return meanEventsPerSecond * SECONDS_PER_DAY;
    }
}
