package io.tillstream.benchmarks.engine;

import java.util.List;

/**
 * One size of shop, with the same number of events as all others. All customers sign up first, in the half of the events that does not count as warm where
 * they are many.
 *
 * @param name what its figures begin with
 * @param load the events
 * @param restored whether the state is also restored
 */
record GrowthCase(String name, LoadPlan load, boolean restored) {

    private static final int FEW_CUSTOMERS = 20_000;
    private static final int DAYS = 60;
    private static final int FEW_DAYS = 7;
    private static final int MANY_DAYS = 365;
    private static final int STEP = 10;
    private static final int FEWEST = 100;

    /** Few customers in few, some and many days; some customers; many customers. */
    static List<GrowthCase> of(int events, int mostCustomers) {
        if (mostCustomers < FEWEST) {
            throw new IllegalArgumentException(
                    "most-customers: " + mostCustomers + " is not allowed; allowed is 100 or more");
        }
        int few = Math.min(FEW_CUSTOMERS, mostCustomers / STEP);
        int some = Math.max(2 * few, mostCustomers / STEP);
        return List.of(
                of(events, few, FEW_DAYS, false),
                of(events, few, DAYS, false),
                of(events, few, MANY_DAYS, false),
                of(events, some, DAYS, false),
                of(events, mostCustomers, DAYS, true));
    }

    private static GrowthCase of(int events, int customers, int days, boolean restored) {
        return new GrowthCase(
                "customers_" + customers + "_days_" + days, new LoadPlan(events, customers, days, true), restored);
    }
}
