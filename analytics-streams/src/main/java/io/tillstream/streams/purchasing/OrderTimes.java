package io.tillstream.streams.purchasing;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/**
 * When a customer ordered: the newest {@link #MOST} times, ascending, in milliseconds since 1970. Some four bytes for each in stored state.
 */
final class OrderTimes {

    /** Orders remembered; a customer with more has the gaps of the older ones counted, but an order that comes late among those has none. */
    static final int MOST = 128;

    private long[] times;
    private int size;

    OrderTimes() {
        this(new long[1], 0);
    }

    private OrderTimes(long[] times, int size) {
        this.times = times;
        this.size = size;
    }

    /** Takes what changes between two neighbours. */
    interface Gaps {
        /** A gap is there, {@code count} 1, or no longer, −1. */
        void gap(long before, long after, int count);
    }

    /** An order was placed; of equal times each is an order of its own. */
    void add(long at, Gaps gaps) {
        int place = size;
        while (place > 0 && times[place - 1] > at) {
            place--;
        }
        if (place == 0 && size == MOST) {
            return;
        }
        boolean hasBefore = place > 0;
        boolean hasAfter = place < size;
        if (hasBefore && hasAfter) {
            gaps.gap(times[place - 1], times[place], -1);
        }
        if (hasBefore) {
            gaps.gap(times[place - 1], at, 1);
        }
        if (hasAfter) {
            gaps.gap(at, times[place], 1);
        }
        insert(place, at);
    }

    private void insert(int place, long at) {
        if (size == MOST) {
            System.arraycopy(times, 1, times, 0, place - 1);
            times[place - 1] = at;
            return;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, Math.min(MOST, 2 * size));
        }
        System.arraycopy(times, place, times, place + 1, size - place);
        times[place] = at;
        size++;
    }

    /** Who never ordered has nothing written. */
    void write(BinaryWriter out) {
        if (size == 0) {
            return;
        }
        out.writeUnsigned(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            out.writeSigned(times[i] - before);
            before = times[i];
        }
    }

    static OrderTimes read(BinaryReader in) {
        if (!in.hasRemaining()) {
            return new OrderTimes();
        }
        int size = in.readCount();
        long[] times = new long[size];
        long before = 0;
        for (int i = 0; i < size; i++) {
            before += in.readSigned();
            times[i] = before;
        }
        return new OrderTimes(times, size);
    }
}
