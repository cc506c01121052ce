package io.tillstream.simulator.history;

import io.tillstream.simulator.visit.Shopper;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody will come to the shop.
 *
 * @param at when, in milliseconds since 1970
 * @param index the shopper's, to keep the order of arrivals at the same millisecond
 * @param shopper who; null for the next anonymous visitor
 */
record Arrival(long at, long index, Kind kind, @Nullable Shopper shopper) {

    static final Comparator<Arrival> BY_TIME =
            Comparator.comparingLong(Arrival::at).thenComparingLong(Arrival::index);

    /** What for. */
    enum Kind {
        /** Was a customer before the history begins, and becomes known to the analytics now. */
        OLD_CUSTOMER,
        /** Signs up and looks around. */
        NEW_CUSTOMER,
        /** An ordinary visit. */
        VISIT,
        /** Comes back for what was left in the cart. */
        RECOVERY,
        /** Somebody unknown. */
        ANONYMOUS
    }
}
