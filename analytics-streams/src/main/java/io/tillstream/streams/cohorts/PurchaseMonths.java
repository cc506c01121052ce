package io.tillstream.streams.cohorts;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.binary.MonthTable;

/**
 * The months in which one customer bought, or had money back, in rising order: number of orders, net in micros, and the first and last day with a purchase. A
 * month without orders had refunds only. 36 bytes a month in memory, some 12 stored.
 */
final class PurchaseMonths {

    static final int NONE = -1;

    private static final int ORDERS = 0;
    private static final int NET_MICROS = 1;
    private static final int FIRST_DAY = 2;
    private static final int LAST_DAY = 3;

    private final MonthTable table = new MonthTable(4);

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

    /** First day with a purchase, in days since 1970-01-01. */
    int firstDay(int index) {
        return (int) table.get(index, FIRST_DAY);
    }

    /** Last day with a purchase, in days since 1970-01-01. */
    int lastDay(int index) {
        return (int) table.get(index, LAST_DAY);
    }

    /** Where a month with orders is, or {@link #NONE}. */
    int bought(int month) {
        int index = table.find(month);
        return index >= 0 && orders(index) > 0 ? index : NONE;
    }

    /** The newest month with orders before the given one, or {@link #NONE}. */
    int boughtBefore(int month) {
        int index = table.find(month);
        int before = (index < 0 ? -index - 1 : index) - 1;
        while (before >= 0 && orders(before) == 0) {
            before--;
        }
        return before;
    }

    /** The oldest month with orders after the given one, or {@link #NONE}. */
    int boughtAfter(int month) {
        int index = table.find(month);
        int after = index < 0 ? -index - 1 : index + 1;
        while (after < size() && orders(after) == 0) {
            after++;
        }
        return after < size() ? after : NONE;
    }

    /** Takes an order in. */
    void buy(int month, int day, long grossMicros) {
        int row = table.row(month);
        boolean first = orders(row) == 0;
        table.set(row, FIRST_DAY, first ? day : Math.min(firstDay(row), day));
        table.set(row, LAST_DAY, first ? day : Math.max(lastDay(row), day));
        table.add(row, ORDERS, 1);
        table.add(row, NET_MICROS, grossMicros);
    }

    /** Takes a refund in. */
    void refund(int month, long amountMicros) {
        table.add(table.row(month), NET_MICROS, -amountMicros);
    }

    void write(BinaryWriter out) {
        table.write(out, row -> {
            out.writeUnsigned(orders(row)).writeSigned(netMicros(row));
            if (orders(row) > 0) {
                out.writeSigned(firstDay(row)).writeUnsigned(lastDay(row) - firstDay(row));
            }
        });
    }

    static PurchaseMonths read(BinaryReader in) {
        PurchaseMonths read = new PurchaseMonths();
        MonthTable table = read.table;
        table.read(in, row -> {
            table.set(row, ORDERS, in.readCount());
            table.set(row, NET_MICROS, in.readSigned());
            if (read.orders(row) > 0) {
                table.set(row, FIRST_DAY, in.readSigned());
                table.set(row, LAST_DAY, read.firstDay(row) + in.readCount());
            }
        });
        return read;
    }
}
