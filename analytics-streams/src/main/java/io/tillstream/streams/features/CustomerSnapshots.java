package io.tillstream.streams.features;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Outlook;
import io.tillstream.streams.customer.ProfileDraft;
import org.jspecify.annotations.Nullable;

/** One customer lived through again for training, by the facets that count live: events in, features at any time in between out. Not thread-safe. */
public final class CustomerSnapshots {

    private final BusinessTime calendar;
    private final Effects unused = new Effects();
    private final CustomerState state = CustomerState.empty(Features.facets());

    /** A customer nothing is known of. */
    public CustomerSnapshots(BusinessTime calendar) {
        this.calendar = calendar;
    }

    /**
     * Takes the next event in; false when it does not count, being a repeated one.
     *
     * @param receivedAt when it reached the log, milliseconds since 1970
     */
    public boolean update(CommerceEvent event, long receivedAt) {
        boolean counted = state.update(event, receivedAt, calendar, unused);
        unused.clear();
        return counted;
    }

    /**
     * The features, in the order of {@link Features#names}.
     *
     * @param asOf at or after every event taken in, milliseconds since 1970
     */
    public double[] features(long asOf) {
        return Features.of(draft(), asOf);
    }

    /** What lifetime value is judged by; null before the first purchase. */
    public @Nullable Buying buying(long asOf) {
        return Buying.of(draft(), asOf);
    }

    private ProfileDraft draft() {
        return state.describe("", Outlook.of(calendar));
    }
}
