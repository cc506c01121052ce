package io.tillstream.streams.loyalty;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/**
 * The months in which one customer bought, had money back or redeemed points, in rising order, with what they came to. Of a non-member too, who may turn out to be
 * a member. 28 bytes a month in memory, some 8 stored.
 */
final class AccountMonths {

    private int[] months = new int[1];
    private long[] gross = new long[1];
    private long[] refunds = new long[1];
    private long[] redeemed = new long[1];
    private int size;

    int size() {
        return size;
    }

    int month(int index) {
        return months[index];
    }

    /** Orders, in micros. */
    long grossMicros(int index) {
        return gross[index];
    }

    /** Refunds, in micros. */
    long refundMicros(int index) {
        return refunds[index];
    }

    /** Points redeemed. */
    long redeemed(int index) {
        return redeemed[index];
    }

    void buy(int month, long micros) {
        int index = own(month);
        gross[index] += micros;
    }

    void refund(int month, long micros) {
        int index = own(month);
        refunds[index] += micros;
    }

    void redeem(int month, long points) {
        int index = own(month);
        redeemed[index] += points;
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
        System.arraycopy(gross, index, gross, index + 1, moved);
        System.arraycopy(refunds, index, refunds, index + 1, moved);
        System.arraycopy(redeemed, index, redeemed, index + 1, moved);
        months[index] = month;
        gross[index] = 0;
        refunds[index] = 0;
        redeemed[index] = 0;
        size++;
        return index;
    }

    private void resize(int length) {
        months = Arrays.copyOf(months, length);
        gross = Arrays.copyOf(gross, length);
        refunds = Arrays.copyOf(refunds, length);
        redeemed = Arrays.copyOf(redeemed, length);
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.writeSigned(months[i] - before)
                    .writeUnsigned(gross[i])
                    .writeUnsigned(refunds[i])
                    .writeUnsigned(redeemed[i]);
            before = months[i];
        }
    }

    static AccountMonths read(BinaryReader in) {
        AccountMonths read = new AccountMonths();
        int size = in.readCount();
        read.resize(Math.max(1, size));
        read.size = size;
        int before = 0;
        for (int i = 0; i < size; i++) {
            before += (int) in.readSigned();
            read.months[i] = before;
            read.gross[i] = in.readUnsigned();
            read.refunds[i] = in.readUnsigned();
            read.redeemed[i] = in.readUnsigned();
        }
        return read;
    }
}
