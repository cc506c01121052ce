package io.tillstream.stack.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Funnel steps and cart outcomes per business hour and dimension. */
final class FunnelLedger {

    private final Calendar calendar;
    private final Map<Key, FunnelTally> cells;

    FunnelLedger(Calendar calendar) {
        this(calendar, new HashMap<>());
    }

    /** Goes on counting in cells that are there. */
    FunnelLedger(Calendar calendar, Map<Key, FunnelTally> cells) {
        this.calendar = calendar;
        this.cells = cells;
    }

    /**
     * One cell.
     *
     * @param hour first instant of the hour
     */
    record Key(long hour, String dimension, String value) {
        @Override
        public String toString() {
            return Instant.ofEpochMilli(hour) + " " + dimension + " " + value;
        }
    }

    /** What a cell counts. */
    static final class FunnelTally {
        long visits;
        long views;
        long carts;
        long checkouts;
        long purchases;
        long directPurchases;
        long cartsOpened;
        long cartsPurchased;
        long cartsAbandoned;
        long cartsRecovered;
        long cartsEmptied;
        long abandonedMicros;
        long recoveredMicros;

        /** Counts a cart by how it stands. */
        void book(RecountResult.CartOutcome outcome) {
            long value = outcome.cart().valueMicros();
            cartsOpened++;
            switch (outcome.state()) {
                case OPEN -> {}
                case PURCHASED -> cartsPurchased++;
                case EMPTIED -> cartsEmptied++;
                case ABANDONED, RECOVERED -> {
                    cartsAbandoned++;
                    abandonedMicros += value;
                }
            }
            if (outcome.state() == Cart.State.RECOVERED) {
                cartsRecovered++;
                recoveredMicros += value;
            }
        }

        FunnelTally copy() {
            FunnelTally copy = new FunnelTally();
            copy.visits = visits;
            copy.views = views;
            copy.carts = carts;
            copy.checkouts = checkouts;
            copy.purchases = purchases;
            copy.directPurchases = directPurchases;
            return copy;
        }
    }

    /** Counts something in the four cells of its hour. */
    void count(long at, Visitor visitor, Consumer<FunnelTally> step) {
        long hour = calendar.hour(at);
        step.accept(tally(new Key(hour, "total", "all")));
        step.accept(tally(new Key(hour, "device", visitor.device())));
        step.accept(tally(new Key(hour, "channel", visitor.channel())));
        step.accept(tally(new Key(hour, "country", visitor.country())));
    }

    Map<Key, FunnelTally> cells() {
        return cells;
    }

    private FunnelTally tally(Key key) {
        return cells.computeIfAbsent(key, k -> new FunnelTally());
    }
}
