package io.tillstream.streams.cohorts;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/**
 * The months in which one customer bought, or had money back, in rising order: number of orders, net in micros, and the first and last day with a purchase. A
 * month without orders had refunds only. 28 bytes a month in memory, some 12 stored.
 */
final class PurchaseMonths {

    static final int NONE = -1;

    private int[] months = new int[1];
    private int[] orders = new int[1];
    private int[] firstDays = new int[1];
    private int[] lastDays = new int[1];
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

    /** First day with a purchase, in days since 1970-01-01. */
    int firstDay(int index) {
        return firstDays[index];
    }

    /** Last day with a purchase, in days since 1970-01-01. */
    int lastDay(int index) {
        return lastDays[index];
    }

    /** Where a month with orders is, or {@link #NONE}. */
    int bought(int month) {
        int index = Arrays.binarySearch(months, 0, size, month);
        return index >= 0 && orders[index] > 0 ? index : NONE;
    }

    /** The newest month with orders before the given one, or {@link #NONE}. */
    int boughtBefore(int month) {
        int index = Arrays.binarySearch(months, 0, size, month);
        int before = (index < 0 ? -index - 1 : index) - 1;
        while (before >= 0 && orders[before] == 0) {
            before--;
        }
        return before;
    }

    /** The oldest month with orders after the given one, or {@link #NONE}. */
    int boughtAfter(int month) {
        int index = Arrays.binarySearch(months, 0, size, month);
        int after = index < 0 ? -index - 1 : index + 1;
        while (after < size && orders[after] == 0) {
            after++;
        }
        return after < size ? after : NONE;
    }

    /** Takes an order in. */
    void buy(int month, int day, long grossMicros) {
        int index = own(month);
        firstDays[index] = orders[index] == 0 ? day : Math.min(firstDays[index], day);
        lastDays[index] = orders[index] == 0 ? day : Math.max(lastDays[index], day);
        orders[index]++;
        netMicros[index] += grossMicros;
    }

    /** Takes a refund in. */
    void refund(int month, long amountMicros) {
        int index = own(month);
        netMicros[index] -= amountMicros;
    }

    private int own(int month) {
        int index = Arrays.binarySearch(months, 0, size, month);
        return index >= 0 ? index : insert(-index - 1, month);
    }

    private int insert(int index, int month) {
        if (size == months.length) {
            resize(size + Math.max(1, size / 2));
        }
        int moved = size - index;
        System.arraycopy(months, index, months, index + 1, moved);
        System.arraycopy(orders, index, orders, index + 1, moved);
        System.arraycopy(firstDays, index, firstDays, index + 1, moved);
        System.arraycopy(lastDays, index, lastDays, index + 1, moved);
        System.arraycopy(netMicros, index, netMicros, index + 1, moved);
        months[index] = month;
        orders[index] = 0;
        netMicros[index] = 0;
        size++;
        return index;
    }

    private void resize(int length) {
        months = Arrays.copyOf(months, length);
        orders = Arrays.copyOf(orders, length);
        firstDays = Arrays.copyOf(firstDays, length);
        lastDays = Arrays.copyOf(lastDays, length);
        netMicros = Arrays.copyOf(netMicros, length);
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.writeSigned(months[i] - before).writeUnsigned(orders[i]).writeSigned(netMicros[i]);
            if (orders[i] > 0) {
                out.writeSigned(firstDays[i]).writeUnsigned(lastDays[i] - firstDays[i]);
            }
            before = months[i];
        }
    }

    static PurchaseMonths read(BinaryReader in) {
        PurchaseMonths read = new PurchaseMonths();
        int size = in.readCount();
        read.resize(Math.max(1, size));
        read.size = size;
        int before = 0;
        for (int i = 0; i < size; i++) {
            before += (int) in.readSigned();
            read.months[i] = before;
            read.orders[i] = in.readCount();
            read.netMicros[i] = in.readSigned();
            if (read.orders[i] > 0) {
                read.firstDays[i] = (int) in.readSigned();
                read.lastDays[i] = read.firstDays[i] + in.readCount();
            }
        }
        return read;
    }
}
