package io.tillstream.streams.customer;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the facets of one partition bring about between two commits: combined cell deltas and facts. */
public final class Effects {

    private final Map<CellKey, Cell> cells = new HashMap<>();
    private final List<CartChange> carts = new ArrayList<>();
    private final List<SegmentTransition> transitions = new ArrayList<>();

    /**
     * The delta of a cell, to add to.
     *
     * @param receivedAt when the causing event reached the log, milliseconds since 1970
     */
    public Cell cell(CellKey key, long receivedAt) {
        Cell cell = cells.computeIfAbsent(key, absent -> absent.family().newCell());
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

    /** Number of cells touched since the last commit. */
    int cellCount() {
        return cells.size();
    }

    Map<CellKey, Cell> cells() {
        return cells;
    }

    List<CartChange> carts() {
        return carts;
    }

    List<SegmentTransition> transitions() {
        return transitions;
    }

    void clear() {
        cells.clear();
        carts.clear();
        transitions.clear();
    }
}
