package io.tillstream.benchmarks.engine;

/**
 * Which events are worked on; the same plan gives the same events at every run.
 *
 * @param events how many, catalogue and sign-ups included
 * @param customers who may come; the less active may not have come yet when so many events are over
 * @param days length of the time that the events are of
 * @param introduceAll whether every customer signs up before the first visit, so that all are in the state
 */
public record LoadPlan(int events, int customers, int days, boolean introduceAll) {

    private static final int MOST_CUSTOMERS = 5_000_000;
    private static final int MOST_DAYS = 366;

    /** Checks each. */
    public LoadPlan {
        check(events >= 1_000, "events", events, "1,000 or more");
        check(customers >= 1 && customers <= MOST_CUSTOMERS, "customers", customers, "1 to 5,000,000");
        check(days >= 1 && days <= MOST_DAYS, "days", days, "1 to 366");
        if (introduceAll && events < customers + 1_000) {
            throw new IllegalArgumentException(
                    "%,d events are too few to introduce %,d customers".formatted(events, customers));
        }
    }

    private static void check(boolean holds, String name, int value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; allowed is " + allowed);
        }
    }
}
