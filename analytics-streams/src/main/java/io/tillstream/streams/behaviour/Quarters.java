package io.tillstream.streams.behaviour;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.LocalDate;

/** Orders by calendar quarter, and in which years each quarter had some. The years 2000 to 2063 are told apart. At most 80 bytes. */
final class Quarters {

    static final int COUNT = 4;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = FIRST_YEAR + Long.SIZE - 1;
    private static final int MONTHS = 3;

    private final long[] orders = new long[COUNT];
    private final long[] years = new long[COUNT];

    /** Counts an order of a business day. */
    void add(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        int quarter = (day.getMonthValue() - 1) / MONTHS;
        orders[quarter]++;
        years[quarter] |= 1L << Math.clamp(day.getYear(), FIRST_YEAR, LAST_YEAR) - FIRST_YEAR;
    }

    /** All orders. */
    long orders() {
        return orders[0] + orders[1] + orders[2] + orders[3];
    }

    long orders(int quarter) {
        return orders[quarter];
    }

    /** Number of years in which a quarter had orders. */
    int years(int quarter) {
        return Long.bitCount(years[quarter]);
    }

    void write(BinaryWriter out) {
        for (int i = 0; i < COUNT; i++) {
            out.writeUnsigned(orders[i]).writeUnsigned(years[i]);
        }
    }

    void read(BinaryReader in) {
        for (int i = 0; i < COUNT; i++) {
            orders[i] = in.readUnsigned();
            years[i] = in.readUnsigned();
        }
    }
}
