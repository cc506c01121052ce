package io.tillstream.simulator.live;

/** How fast the live shop runs. */
public sealed interface Pace {

    /** The fastest that can be asked for, in events a second. */
    double FASTEST_EVENTS = 200_000;

    /** The fastest that can be asked for, in orders a second. */
    double FASTEST_TRANSACTIONS = 5_000;

    /**
     * As many visits as it takes to get this many orders.
     *
     * @param perSecond orders a second, 0 for none
     */
    record Transactions(double perSecond) implements Pace {
        /** Checks the bounds. */
        public Transactions {
            check("transactions_per_second", perSecond, FASTEST_TRANSACTIONS);
        }
    }

    /**
     * This many events, of whatever kind visits are made of.
     *
     * @param perSecond events a second, 0 for none
     */
    record Events(double perSecond) implements Pace {
        /** Checks the bounds. */
        public Events {
            check("events_per_second", perSecond, FASTEST_EVENTS);
        }
    }

    private static void check(String name, double perSecond, double fastest) {
        if (!(perSecond >= 0 && perSecond <= fastest)) {
            throw new IllegalArgumentException(
                    name + ": " + perSecond + " is not allowed; allowed is 0 to " + (long) fastest);
        }
    }
}
