package io.tillstream.streams.loyalty;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.binary.MonthTable;

/**
 * The months in which one customer bought, had money back or redeemed points, in rising order, with what they came to. Of a non-member too, who may turn out to be
 * a member. 28 bytes a month in memory, some 8 stored.
 */
final class AccountMonths {

    private static final int GROSS = 0;
    private static final int REFUNDS = 1;
    private static final int REDEEMED = 2;
    private static final int COLUMNS = 3;

    private final MonthTable table = new MonthTable(COLUMNS);

    int size() {
        return table.size();
    }

    int month(int index) {
        return table.month(index);
    }

    /** Orders, in micros. */
    long grossMicros(int index) {
        return table.get(index, GROSS);
    }

    /** Refunds, in micros. */
    long refundMicros(int index) {
        return table.get(index, REFUNDS);
    }

    /** Points redeemed. */
    long redeemed(int index) {
        return table.get(index, REDEEMED);
    }

    void buy(int month, long micros) {
        table.add(table.row(month), GROSS, micros);
    }

    void refund(int month, long micros) {
        table.add(table.row(month), REFUNDS, micros);
    }

    void redeem(int month, long points) {
        table.add(table.row(month), REDEEMED, points);
    }

    void write(BinaryWriter out) {
        table.write(out, row -> {
            for (int column = 0; column < COLUMNS; column++) {
                out.writeUnsigned(table.get(row, column));
            }
        });
    }

    static AccountMonths read(BinaryReader in) {
        AccountMonths read = new AccountMonths();
        read.table.read(in, row -> {
            for (int column = 0; column < COLUMNS; column++) {
                read.table.set(row, column, in.readUnsigned());
            }
        });
        return read;
    }
}
