package io.tillstream.contracts.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, the first of them in the lowest bits. */
final class Words {

    /** Bytes of a word. */
    static final int BYTES = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long QUOTES = 0x2222_2222_2222_2222L;
    private static final long BACKSLASHES = 0x5C5C_5C5C_5C5C_5C5CL;
    private static final long SPACES = 0x2020_2020_2020_2020L;

    private Words() {}

    /** The eight bytes from {@code at} on, which must all be in the array. */
    static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** At most eight bytes from {@code at} on; what is missing is zero. */
    static long start(byte[] bytes, int at, int length) {
        if (length >= BYTES) {
            return at(bytes, at);
        }
        if (at + BYTES <= bytes.length) {
            return at(bytes, at) & ((1L << (length << 3)) - 1);
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[at + i] & 0xffL) << (i << 3);
        }
        return word;
    }

    /**
     * Marks the first byte that does not simply belong to a plain text: a quote, a backslash, a control character (also 0x7f) or one that is not ASCII.
     * Zero when there is none. Bits above the lowest that is set mean nothing, as subtractions borrow and additions carry.
     */
    static long notPlain(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote)
                        | ((backslash - ONES) & ~backslash)
                        | ((word - SPACES) & ~word)
                        | (word + ONES)
                        | word)
                & HIGH;
    }

    /** How many bytes stand before the first that {@link #notPlain} marked. */
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
