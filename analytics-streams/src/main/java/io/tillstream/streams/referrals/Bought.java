package io.tillstream.streams.referrals;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * What a customer bought. Of two orders at the same time the first in the log is the first.
 *
 * @param firstAt event time of the first order, milliseconds since 1970
 * @param firstDay its business day, in days since 1970-01-01
 * @param channel of the first order
 * @param nextDay first later business day with an order; {@link #NONE} when none is known
 * @param orders number of orders
 */
record Bought(long firstAt, int firstDay, String channel, int nextDay, long orders) {

    static final int NONE = Integer.MAX_VALUE;

    private static final int RETURN_DAYS = 90;

    static Bought once(long at, int day, String channel) {
        return new Bought(at, day, channel, NONE, 1);
    }

    /** With another order. */
    Bought and(Bought other) {
        Bought first = other.firstAt < firstAt ? other : this;
        int later = Math.max(firstDay, other.firstDay);
        int next = later > first.firstDay ? Math.min(later, nextDay) : nextDay;
        return new Bought(first.firstAt, first.firstDay, first.channel, next, orders + other.orders);
    }

    /** Whether there is an order on another day in time. */
    boolean hasReturned() {
        return nextDay != NONE && nextDay - firstDay <= RETURN_DAYS;
    }

    void write(BinaryWriter out) {
        out.writeSigned(firstAt)
                .writeSigned(firstDay)
                .writeText(channel)
                .writeUnsigned(nextDay == NONE ? 0 : nextDay - firstDay)
                .writeUnsigned(orders);
    }

    static Bought read(BinaryReader in) {
        long firstAt = in.readSigned();
        int firstDay = (int) in.readSigned();
        String channel = in.readRequiredText();
        int gap = in.readCount();
        return new Bought(firstAt, firstDay, channel, gap == 0 ? NONE : firstDay + gap, in.readUnsigned());
    }
}
