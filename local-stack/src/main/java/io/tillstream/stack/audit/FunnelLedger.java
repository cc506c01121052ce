package io.tillstream.stack.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Funnel steps and cart outcomes per business hour and dimension. */
final class FunnelLedger {

    private final Calendar calendar;
    private final Map<Key, FunnelTally> cells = new HashMap<>();

    FunnelLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * One cell.
     *
     * @param hour first instant of the hour
     */
    record Key(long hour, String dimension, String value) {}

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
