package io.tillstream.streams.cohorts;

import static io.tillstream.streams.cohorts.PurchaseMonths.NONE;

import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.customer.Effects;

/**
 * Books how one customer comes and goes. What a month says depends on the month with purchases before it (new, returning or reactivated, retained) and after it
 * (lapsed, won back or neither), so a purchase changes what its own month and its two neighbours say: that is taken back, and booked anew.
 */
final class Returns {

    /** Days without a purchase after which a customer has lapsed. */
    static final int LAPSED_AFTER_DAYS = 90;

    private final PurchaseMonths months;
    private final long receivedAt;
    private final Effects effects;

    Returns(PurchaseMonths months, long receivedAt, Effects effects) {
        this.months = months;
        this.receivedAt = receivedAt;
        this.effects = effects;
    }

    /** Takes an order in, and books what changes by it. */
    void buy(int month, int day, long grossMicros) {
        int known = months.bought(month);
        if (known != NONE && months.firstDay(known) <= day && day <= months.lastDay(known)) {
            months.buy(month, day, grossMicros);
            return;
        }
        bookAround(month, -1);
        months.buy(month, day, grossMicros);
        bookAround(month, 1);
    }

    private void bookAround(int month, int sign) {
        int before = months.boughtBefore(month);
        int own = months.bought(month);
        int after = months.boughtAfter(month);
        if (own == NONE) {
            bookPair(before, after, sign);
        } else {
            bookPair(before, own, sign);
            bookPair(own, after, sign);
        }
    }

    /** Books what two months with purchases, and none between, say of each other; either may be {@link PurchaseMonths#NONE}. */
    private void bookPair(int before, int after, int sign) {
        if (after != NONE) {
            arrive(before, after, sign);
        }
        if (before != NONE) {
            leave(before, after, sign);
        }
    }

    private void arrive(int before, int own, int sign) {
        int month = months.month(own);
        Cell cell = RetentionCells.month(month, receivedAt, effects).add(RetentionCells.CUSTOMERS, sign);
        if (before == NONE) {
            cell.add(RetentionCells.NEW, sign);
            return;
        }
        boolean lapsed = months.firstDay(own) - months.lastDay(before) > LAPSED_AFTER_DAYS;
        cell.add(lapsed ? RetentionCells.REACTIVATED : RetentionCells.RETURNING, sign);
        if (months.month(before) == month - 1) {
            cell.add(RetentionCells.RETAINED, sign);
        }
    }

    private void leave(int own, int after, int sign) {
        int lapses = Months.beginningFrom(months.lastDay(own) + LAPSED_AFTER_DAYS + 1);
        if (after == NONE || months.month(after) >= lapses) {
            RetentionCells.month(lapses, receivedAt, effects).add(RetentionCells.LAPSING, sign);
            if (after != NONE) {
                RetentionCells.month(months.month(after), receivedAt, effects).add(RetentionCells.WON_BACK, sign);
            }
        }
    }
}
