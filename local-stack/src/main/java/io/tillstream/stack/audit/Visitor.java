package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where and with what somebody was in the shop; {@code unknown} where nobody said.
 *
 * @param device of the event
 * @param channel of the event
 * @param country of the event, else of the customer
 */
record Visitor(String device, String channel, String country) {

    static final String UNKNOWN = "unknown";

    static Visitor of(Context context, @Nullable String customerCountry) {
        return new Visitor(
                known(context.device(), null),
                known(context.channel(), null),
                known(context.country(), customerCountry));
    }

    /** The first of the two that is there. */
    static String known(@Nullable String first, @Nullable String second) {
        if (first != null) {
            return first;
        }
        return second != null ? second : UNKNOWN;
    }
}
