package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Action;
import org.jspecify.annotations.Nullable;

/**
 * One customer's way through the shop: visit → view → cart → checkout → purchase, each step only after the one before it.
 *
 * <p>There is one run at a time. It goes on with an event less than 30 minutes from its last one, or within 24 hours of its first step; else the next browsing
 * event opens another. A purchase that does not complete a run is a direct purchase and leaves the run as it is.
 */
final class FunnelRun {

    static final long WINDOW = 24 * Calendar.HOUR;

    private static final int VISITED = 0;
    private static final int VIEWED = 1;
    private static final int CARTED = 2;
    private static final int CHECKED_OUT = 3;

    private long first;
    private long last;
    private int level;
    private @Nullable Visitor visitor;

    /** A page view, a search, or anything done with a product or a cart short of buying. */
    void browse(Action action, long at, Visitor by, FunnelLedger ledger) {
        Visitor whose = visitor;
        if (whose == null || !isCurrent(at)) {
            whose = by;
            visitor = by;
            first = at;
            last = at;
            level = VISITED;
            ledger.count(at, by, cell -> cell.visits++);
        }
        last = Math.max(last, at);
        if (action == Action.VIEW_ITEM && level == VISITED) {
            level = VIEWED;
            ledger.count(first, whose, cell -> cell.views++);
        } else if (action == Action.ADD_TO_CART && level == VIEWED) {
            level = CARTED;
            ledger.count(first, whose, cell -> cell.carts++);
        } else if (action == Action.BEGIN_CHECKOUT && level == CARTED) {
            level = CHECKED_OUT;
            ledger.count(first, whose, cell -> cell.checkouts++);
        }
    }

    void purchase(long at, Visitor by, FunnelLedger ledger) {
        Visitor whose = visitor;
        if (whose != null && isCurrent(at) && level == CHECKED_OUT) {
            ledger.count(first, whose, cell -> cell.purchases++);
            visitor = null;
        } else {
            ledger.count(at, by, cell -> cell.directPurchases++);
        }
    }

    private boolean isCurrent(long at) {
        boolean sameSession = Math.abs(at - last) < Sessions.GAP;
        boolean inWindow = at >= first && at - first <= WINDOW;
        return sameSession || inWindow;
    }
}
