package io.tillstream.streams.customer;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellDeltas;
import io.tillstream.streams.cells.CellKey;
import java.util.ArrayList;
import java.util.List;

/** What the facets of one partition bring about between two commits: combined cell deltas and facts. */
public final class Effects {

    private final CellDeltas cells = new CellDeltas();
    private final List<CartChange> carts = new ArrayList<>();
    private final List<SegmentTransition> transitions = new ArrayList<>();
    private final List<MembershipChange> memberships = new ArrayList<>();
    private final List<FeedbackEntry> feedback = new ArrayList<>();

    /**
     * The delta of a cell, to add to.
     *
     * @param receivedAt when the causing event reached the log, milliseconds since 1970
     */
    public Cell cell(CellKey key, long receivedAt) {
        Cell cell = cells.at(key);
        cell.touch(receivedAt);
        return cell;
    }

    /** A cart changed state. */
    public void cart(CartChange change) {
        carts.add(change);
    }

    /** A customer changed segment. */
    public void transition(SegmentTransition transition) {
        transitions.add(transition);
    }

    /** A customer entered or left a custom segment. */
    public void membership(MembershipChange change) {
        memberships.add(change);
    }

    /** A customer answered or wrote something. */
    public void feedback(FeedbackEntry entry) {
        feedback.add(entry);
    }

    /** Number of cells touched since the last commit. */
    public int cellCount() {
        return cells.size();
    }

    /** Combined cell deltas. */
    public CellDeltas cells() {
        return cells;
    }

    /** Carts that changed state, in order. */
    public List<CartChange> carts() {
        return carts;
    }

    /** Moves between segments, in order. */
    public List<SegmentTransition> transitions() {
        return transitions;
    }

    /** Entries into custom segments and exits from them, in order. */
    public List<MembershipChange> memberships() {
        return memberships;
    }

    /** What customers answered and wrote, in order. */
    public List<FeedbackEntry> feedback() {
        return feedback;
    }

    /** Takes over all facts of another one; cells are not facts. */
    void addFacts(Effects other) {
        carts.addAll(other.carts);
        transitions.addAll(other.transitions);
        memberships.addAll(other.memberships);
        feedback.addAll(other.feedback);
    }

    /** Forgets all, once it is sent. */
    public void clear() {
        cells.clear();
        carts.clear();
        transitions.clear();
        memberships.clear();
        feedback.clear();
    }
}
