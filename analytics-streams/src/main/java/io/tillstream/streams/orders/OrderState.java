package io.tillstream.streams.orders;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;

/** A customer's orders so far. Grows by 4 bytes for each day with a purchase and by 8 bytes for each distinct product. */
final class OrderState {

    long orders;
    long units;
    long grossMicros;
    long refundMicros;
    long firstAt;
    long lastAt;
    final IntHashSet days;
    final LongHashSet products;

    OrderState() {
        this(new IntHashSet(4), new LongHashSet(4));
    }

    OrderState(IntHashSet days, LongHashSet products) {
        this.days = days;
        this.products = products;
    }
}
