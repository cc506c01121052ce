package io.tillstream.streams.acquisition;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/** Orders and net amount of one customer by month, in rising order. 16 bytes a month in memory, some 7 stored. */
final class Earnings {

    /** The month of no purchase. */
    static final int NONE = Integer.MIN_VALUE;

    private int[] months = new int[1];
    private int[] orders = new int[1];
    private long[] netMicros = new long[1];
    private int size;

    int size() {
        return size;
    }

    int month(int index) {
        return months[index];
    }

    int orders(int index) {
        return orders[index];
    }

    long netMicros(int index) {
        return netMicros[index];
    }

    /** The first month with an order, or {@link #NONE}: months before it have refunds only. */
    int firstMonth() {
        for (int i = 0; i < size; i++) {
            if (orders[i] > 0) {
                return months[i];
            }
        }
        return NONE;
    }

    /** Takes orders and an amount in, which is negative for refunds. */
    void add(int month, int newOrders, long newNetMicros) {
        int index = Arrays.binarySearch(months, 0, size, month);
        if (index < 0) {
            index = -index - 1;
            insert(index, month);
        }
        orders[index] += newOrders;
        netMicros[index] += newNetMicros;
    }

    private void insert(int index, int month) {
        if (size == months.length) {
            resize(size + Math.max(1, size / 2));
        }
        System.arraycopy(months, index, months, index + 1, size - index);
        System.arraycopy(orders, index, orders, index + 1, size - index);
        System.arraycopy(netMicros, index, netMicros, index + 1, size - index);
        months[index] = month;
        orders[index] = 0;
        netMicros[index] = 0;
        size++;
    }

    private void resize(int length) {
        months = Arrays.copyOf(months, length);
        orders = Arrays.copyOf(orders, length);
        netMicros = Arrays.copyOf(netMicros, length);
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.writeSigned(months[i] - before).writeUnsigned(orders[i]).writeSigned(netMicros[i]);
            before = months[i];
        }
    }

    static Earnings read(BinaryReader in) {
        Earnings read = new Earnings();
        int size = in.readCount();
        read.resize(Math.max(1, size));
        read.size = size;
        int before = 0;
        for (int i = 0; i < size; i++) {
            before += (int) in.readSigned();
            read.months[i] = before;
            read.orders[i] = in.readCount();
            read.netMicros[i] = in.readSigned();
        }
        return read;
    }
}
