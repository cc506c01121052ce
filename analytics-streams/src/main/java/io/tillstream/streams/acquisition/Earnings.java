package io.tillstream.streams.acquisition;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.binary.MonthTable;

/** Orders and net amount of one customer by month, in rising order. 20 bytes a month in memory, some 7 stored. */
final class Earnings {

    /** The month of no purchase. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int ORDERS = 0;
    private static final int NET_MICROS = 1;

    private final MonthTable table = new MonthTable(2);

    int size() {
        return table.size();
    }

    int month(int index) {
        return table.month(index);
    }

    int orders(int index) {
        return (int) table.get(index, ORDERS);
    }

    long netMicros(int index) {
        return table.get(index, NET_MICROS);
    }

    /** The first month with an order, or {@link #NONE}: months before it have refunds only. */
    int firstMonth() {
        for (int i = 0; i < size(); i++) {
            if (orders(i) > 0) {
                return month(i);
            }
        }
        return NONE;
    }

    /** Takes orders and an amount in, which is negative for refunds. */
    void add(int month, int newOrders, long newNetMicros) {
        int row = table.row(month);
        table.add(row, ORDERS, newOrders);
        table.add(row, NET_MICROS, newNetMicros);
    }

    void write(BinaryWriter out) {
        table.write(out, row -> out.writeUnsigned(orders(row)).writeSigned(netMicros(row)));
    }

    static Earnings read(BinaryReader in) {
        Earnings read = new Earnings();
        read.table.read(in, row -> {
            read.table.set(row, ORDERS, in.readCount());
            read.table.set(row, NET_MICROS, in.readSigned());
        });
        return read;
    }
}
