package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import java.util.List;

/**
 * One aspect of a customer, updated by the one pass: a pure function of its own state and an event.
 *
 * <p>A facet knows no Kafka, no clock and no other facet. A new metric is a new facet, added to {@link Facets}. All methods run on one thread per
 * customer, in the order of the log.
 *
 * @param <S> the facet's own, mutable state of one customer
 */
public interface Facet<S> {

    /** Identifies the facet's section in stored state; never changed, never used again for another facet. 1–127. */
    int id();

    /** The kinds of cells this facet adds to. Each is published; none needs to be known anywhere else. */
    default List<CellFamily> families() {
        return List.of();
    }

    /** The state of a customer nothing is known of. */
    S create();

    /** Takes one event into the state. */
    default void update(S state, Occurrence event, Effects effects) {}

    /**
     * Takes an event of the shop that is no customer's into cells; there is no state for it.
     *
     * @param receivedAt when the event reached the log, milliseconds since 1970
     */
    default void updateShop(CommerceEvent event, long receivedAt, BusinessTime calendar, Effects effects) {}

    /** Event time in milliseconds at which {@link #onTime} wants to be called if nothing happens before; {@link Long#MAX_VALUE} for never. */
    default long deadline(S state) {
        return Long.MAX_VALUE;
    }

    /** Time passed: {@code now}, in event-time milliseconds, has reached the {@link #deadline}. */
    default void onTime(S state, CustomerCore customer, long now, Effects effects) {}

    /** Adds what this facet knows to the profile. */
    default void describe(S state, ProfileDraft profile) {}

    /** Judges the described customer against all others; called after every facet has described. */
    default void score(S state, ProfileDraft profile, Effects effects) {}

    /** Says again those facts that were said and that later events may still replace, so that they can be said when what replaced them is taken back. */
    default void restate(S state, Effects effects) {}

    /**
     * Whether the state says how the customer was judged, not what they did. It stays when the customer's events are counted anew, because a visitor turned out
     * to be them or not to be them.
     */
    default boolean keepsJudgements() {
        return false;
    }

    /** Writes the state. */
    void write(S state, BinaryWriter out);

    /** Reads what {@link #write} wrote, now or in an earlier version. */
    S read(BinaryReader in);
}
