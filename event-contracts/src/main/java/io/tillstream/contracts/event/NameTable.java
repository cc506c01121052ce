package io.tillstream.contracts.event;

import java.nio.charset.StandardCharsets;

/** Finds names of at most 24 bytes by their bytes, without making a string: three overlapping words and the length tell any two of them apart. */
final class NameTable {

    /** There is no such name. */
    static final int NONE = -1;

    private static final int MAX_BYTES = 3 * Words.BYTES;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private final int shift;
    private final long[] first;
    private final long[] second;
    private final long[] last;
    private final int[] lengths;
    private final int[] indices;

    /**
     * @param names whose positions here are what {@link #find} returns
     */
    NameTable(String... names) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(names.length * 4 | 1);
        shift = Long.SIZE - bits;
        first = new long[1 << bits];
        second = new long[1 << bits];
        last = new long[1 << bits];
        lengths = new int[1 << bits];
        indices = new int[1 << bits];
        for (int i = 0; i < names.length; i++) {
            add(names[i].getBytes(StandardCharsets.UTF_8), i);
        }
    }

    private void add(byte[] name, int index) {
        if (name.length == 0 || name.length > MAX_BYTES) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_BYTES + " bytes");
        }
        int slot = slot(start(name, 0, name.length), last(name, 0, name.length), name.length);
        while (lengths[slot] != 0) {
            slot = (slot + 1) & (lengths.length - 1);
        }
        first[slot] = start(name, 0, name.length);
        second[slot] = middle(name, 0, name.length);
        last[slot] = last(name, 0, name.length);
        lengths[slot] = name.length;
        indices[slot] = index;
    }

    /** The position of the name that these bytes are, or {@link #NONE}. */
    int find(byte[] bytes, int from, int length) {
        if (length > MAX_BYTES) {
            return NONE;
        }
        long start = start(bytes, from, length);
        long end = last(bytes, from, length);
        int slot = slot(start, end, length);
        while (lengths[slot] != 0) {
            if (first[slot] == start
                    && last[slot] == end
                    && lengths[slot] == length
                    && second[slot] == middle(bytes, from, length)) {
                return indices[slot];
            }
            slot = (slot + 1) & (lengths.length - 1);
        }
        return NONE;
    }

    private int slot(long start, long end, int length) {
        return (int) (((start ^ Long.rotateLeft(end, 29)) + length) * MIX >>> shift);
    }

    private static long start(byte[] bytes, int from, int length) {
        return Words.start(bytes, from, length);
    }

    private static long middle(byte[] bytes, int from, int length) {
        return length > 2 * Words.BYTES ? Words.at(bytes, from + Words.BYTES) : 0;
    }

    private static long last(byte[] bytes, int from, int length) {
        return length > Words.BYTES ? Words.at(bytes, from + length - Words.BYTES) : 0;
    }
}
