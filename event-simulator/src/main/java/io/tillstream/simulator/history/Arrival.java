package io.tillstream.simulator.history;

import io.tillstream.simulator.growth.Mailings;
import io.tillstream.simulator.visit.Shopper;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody will come to the shop, or the shop will do something.
 *
 * @param at when, in milliseconds since 1970
 * @param index the shopper's, to keep the order of arrivals at the same millisecond
 * @param shopper who; null for the next anonymous visitor and for what concerns nobody
 * @param click what brings the shopper; null except for {@link Kind#CLICK}
 */
record Arrival(long at, long index, Kind kind, @Nullable Shopper shopper, Mailings.@Nullable Click click) {

    static final Comparator<Arrival> BY_TIME = Comparator.comparingLong(Arrival::at)
            .thenComparingLong(Arrival::index)
            .thenComparing(Arrival::kind);

    /** What for. */
    enum Kind {
        /** Was a customer before the history begins, and becomes known to the analytics now. */
        OLD_CUSTOMER,
        /** Comes for the first time. */
        NEW_CUSTOMER,
        /** Looks around once more before signing up. */
        UNKNOWN,
        /** Signs up. */
        SIGN_UP,
        /** An ordinary visit. */
        VISIT,
        /** Comes back for what was left in the cart. */
        RECOVERY,
        /** Is sent a message. */
        MESSAGE,
        /** Clicks on a message. */
        CLICK,
        /** Somebody unknown. */
        ANONYMOUS,
        /** The day's advertising is paid. */
        AD_SPEND
    }
}
