package io.tillstream.streams.orders;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.procedures.IntProcedure;

/**
 * A customer's orders so far. Grows by 4 bytes for each day with a purchase and by 8 bytes for each distinct product.
 */
final class OrderState {

    long orders;
    long units;
    long grossMicros;
    long refundMicros;
    long firstAt;
    long lastAt;

    /** First and last of the days, for they are asked for more often than they change. */
    int firstDay = Integer.MAX_VALUE;

    int lastDay = Integer.MIN_VALUE;

    private final IntHashSet days;
    final LongHashSet products;

    OrderState() {
        this(new IntHashSet(4), new LongHashSet(4));
    }

    OrderState(IntHashSet days, LongHashSet products) {
        this.days = days;
        this.products = products;
        days.forEach((IntProcedure) this::span);
    }

    IntHashSet days() {
        return days;
    }

    void addDay(int day) {
        days.add(day);
        span(day);
    }

    private void span(int day) {
        firstDay = Math.min(firstDay, day);
        lastDay = Math.max(lastDay, day);
    }
}
