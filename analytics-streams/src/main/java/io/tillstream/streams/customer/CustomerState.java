package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.time.BusinessTime;
import org.jspecify.annotations.Nullable;

/** One customer: the core and the state of every facet, in the order of {@link Facets}. */
public final class CustomerState {

    private final Facets facets;
    private CustomerCore core;
    private final Object[] states;
    private Standing standing;

    /** Of a person with a journal; null for everybody else. */
    private @Nullable Tracking tracking;

    /** The deadline as the index of deadlines knows it. */
    private long knownDeadline;

    CustomerState(Facets facets, CustomerCore core, Object[] states, Standing standing) {
        this.facets = facets;
        this.core = core;
        this.states = states;
        this.standing = standing;
        this.knownDeadline = standing.deadline();
    }

    /** A customer nothing is known of. */
    public static CustomerState empty(Facets facets) {
        return new CustomerState(facets, new CustomerCore(), facets.createAll(), Standing.NONE);
    }

    /** Takes an event in; false when it does not count. */
    public boolean update(CommerceEvent event, long receivedAt, BusinessTime calendar, Effects effects) {
        long at = event.timestamp().toEpochMilli();
        if (!core.admit(event, at, receivedAt)) {
            return false;
        }
        Occurrence occurrence = new Occurrence(event, at, receivedAt, core, calendar);
        for (int i = 0; i < states.length; i++) {
            facets.at(i).update(states[i], occurrence, effects);
        }
        return true;
    }

    /** Whether the deadline is another than that of the last call which said so. */
    boolean movedDeadline() {
        long now = deadline();
        boolean moved = now != knownDeadline;
        knownDeadline = now;
        return moved;
    }

    /** Lets every facet whose deadline has come act. */
    void advance(long now, Effects effects) {
        for (int i = 0; i < states.length; i++) {
            if (facets.at(i).deadline(states[i]) <= now) {
                facets.at(i).onTime(states[i], core, now, effects);
            }
        }
    }

    /** Event time at which {@link #advance} has something to do; {@link Long#MAX_VALUE} for never. */
    long deadline() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < states.length; i++) {
            first = Math.min(first, facets.at(i).deadline(states[i]));
        }
        return first;
    }

    /** What all facets know of the customer, not judged yet. */
    public ProfileDraft describe(String customerId, Outlook outlook) {
        ProfileDraft draft = new ProfileDraft(customerId, core, outlook);
        for (int i = 0; i < states.length; i++) {
            facets.at(i).describe(states[i], draft);
        }
        return draft;
    }

    /** The profile under the given outlook. Scoring may note a move between segments. */
    public CustomerProfile profile(String customerId, Outlook outlook, Effects effects) {
        ProfileDraft draft = describe(customerId, outlook);
        for (int i = 0; i < states.length; i++) {
            facets.at(i).score(states[i], draft, effects);
        }
        standing = Standing.of(draft, deadline(), outlook);
        return draft.finish();
    }

    /** Notes where a person stands of whom no event is left. */
    void vacate(String customerId, Outlook outlook) {
        standing = Standing.of(describe(customerId, outlook), deadline(), outlook);
    }

    /** Says again what facets said that may still be replaced. */
    void restate(Effects effects) {
        for (int i = 0; i < states.length; i++) {
            facets.at(i).restate(states[i], effects);
        }
    }

    /** Becomes what was counted anew; what facets keep of their own judgements stays. */
    void become(CustomerState anew) {
        core = anew.core;
        for (int i = 0; i < states.length; i++) {
            if (!facets.at(i).keepsJudgements()) {
                states[i] = anew.states[i];
            }
        }
    }

    @Nullable
    Tracking tracking() {
        return tracking;
    }

    void setTracking(Tracking newTracking) {
        tracking = newTracking;
    }

    CustomerCore core() {
        return core;
    }

    Object[] states() {
        return states;
    }

    Standing standing() {
        return standing;
    }
}
