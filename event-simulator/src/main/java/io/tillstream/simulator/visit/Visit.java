package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Context;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit under way: its acts and how far it has come. Mutable, owned by one thread.
 *
 * <p>The same visit is played in the past, where each act comes at its own time, and live, where the player decides.
 */
public final class Visit {

    /** The order of time; at the same millisecond by shopper and number of visit, so that the order is the same in every run. */
    public static final Comparator<Visit> BY_DUE_TIME = Comparator.comparingLong(Visit::dueAt)
            .thenComparingLong(visit -> visit.shopper.index())
            .thenComparingInt(visit -> visit.number);

    private final Shopper shopper;
    private final int number;
    private final Context context;
    private final @Nullable String sessionId;
    private final @Nullable String cartId;
    private final @Nullable String orderId;
    private final Outcome outcome;
    private final List<Step> steps;
    private int position;
    private long dueAt;

    Visit(
            Shopper shopper,
            int number,
            Context context,
            @Nullable String sessionId,
            @Nullable String cartId,
            @Nullable String orderId,
            Outcome outcome,
            List<Step> steps,
            long startsAt) {
        this.shopper = shopper;
        this.number = number;
        this.context = context;
        this.sessionId = sessionId;
        this.cartId = cartId;
        this.orderId = orderId;
        this.outcome = outcome;
        this.steps = steps;
        this.dueAt = startsAt;
    }

    /**
     * What happens between a shop and a customer outside of visits: an answer, a ticket, a message.
     *
     * @param at when the first of the steps is due, in milliseconds since 1970
     * @param steps at least one; the pause before the first does not count
     */
    public static Visit errand(Shopper shopper, long at, Context context, List<Step> steps) {
        return new Visit(shopper, shopper.nextVisit(), context, null, null, null, Outcome.ADMINISTRATION, steps, at);
    }

    /** Whose visit. */
    public Shopper shopper() {
        return shopper;
    }

    /** How it ends. */
    public Outcome outcome() {
        return outcome;
    }

    /** Number of acts. */
    public int size() {
        return steps.size();
    }

    /** When the next act is due, in milliseconds since 1970. */
    public long dueAt() {
        return dueAt;
    }

    /** The next act. */
    public Step step() {
        return steps.get(position);
    }

    /** Whether all acts are done. */
    public boolean finished() {
        return position >= steps.size();
    }

    /** When the last act is due if everything goes at a person's pace, in milliseconds since 1970. */
    public long endsAt() {
        long at = dueAt;
        for (int i = position + 1; i < steps.size(); i++) {
            at += steps.get(i).gapMillis();
        }
        return at;
    }

    /** Marks the current act as done; the following one is due after its pause. */
    public void advance() {
        position++;
        if (!finished()) {
            dueAt += step().gapMillis();
        }
    }

    /** Marks the current act as done; the following one is due at the given time. */
    public void advanceTo(long nextDueAt) {
        position++;
        dueAt = nextDueAt;
    }

    /** The pause before the act after the current one, in milliseconds; 0 when the current one is the last. */
    public long gapAhead() {
        return position + 1 < steps.size() ? steps.get(position + 1).gapMillis() : 0;
    }

    /** Drops all acts that are left. */
    public void breakOff() {
        position = steps.size();
    }

    /** The last act of the visit, done or not. */
    public Step lastStep() {
        return steps.getLast();
    }

    /** Where and with what. */
    public Context context() {
        return context;
    }

    @Nullable
    String sessionId() {
        return sessionId;
    }

    @Nullable
    String cartId() {
        return cartId;
    }

    /** The order it ends in, if any. */
    public @Nullable String orderId() {
        return orderId;
    }
}
