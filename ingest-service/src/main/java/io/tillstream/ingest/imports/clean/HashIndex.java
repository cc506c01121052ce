package io.tillstream.ingest.imports.clean;

import java.util.Arrays;

/**
 * Numbers 128-bit hashes in the order of their first appearance.
 *
 * <p>Open addressing in 64 separate tables, so that growing one does not double all of it. 27 to 53 bytes per different hash. Two different rows share a hash
 * with a probability of about 10⁻²⁴ in ten million rows.
 */
final class HashIndex {

    private static final int TABLES = 64;
    private static final int FIRST_SLOTS = 16;
    private static final double FULL = 0.75;

    private final Table[] tables = new Table[TABLES];
    private int size;

    HashIndex() {
        Arrays.setAll(tables, ignored -> new Table());
    }

    /** Number of different hashes. */
    int size() {
        return size;
    }

    /** Takes a hash in; false when it was there already. */
    boolean add(long high, long low) {
        int before = size;
        indexOf(high, low);
        return size > before;
    }

    /** The number of a hash, which is taken in when it is new. */
    int indexOf(long high, long low) {
        Table table = table(high);
        int slot = table.slot(high, low);
        if (table.numbers[slot] == 0) {
            table.put(slot, high, low, ++size);
            return size - 1;
        }
        return table.numbers[slot] - 1;
    }

    /** The number of a hash, or -1 when it was never taken in. */
    int find(long high, long low) {
        Table table = table(high);
        return table.numbers[table.slot(high, low)] - 1;
    }

    private Table table(long high) {
        return tables[(int) (high >>> 58)];
    }

    private static final class Table {

        private long[] highs = new long[FIRST_SLOTS];
        private long[] lows = new long[FIRST_SLOTS];
        /** 0 is a free slot. */
        private int[] numbers = new int[FIRST_SLOTS];

        private int used;

        int slot(long high, long low) {
            int mask = numbers.length - 1;
            int slot = (int) low & mask;
            while (numbers[slot] != 0 && (highs[slot] != high || lows[slot] != low)) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        void put(int slot, long high, long low, int number) {
            highs[slot] = high;
            lows[slot] = low;
            numbers[slot] = number;
            if (++used > numbers.length * FULL) {
                grow();
            }
        }

        private void grow() {
            long[] oldHighs = highs;
            long[] oldLows = lows;
            int[] oldNumbers = numbers;
            highs = new long[oldNumbers.length * 2];
            lows = new long[oldNumbers.length * 2];
            numbers = new int[oldNumbers.length * 2];
            for (int i = 0; i < oldNumbers.length; i++) {
                if (oldNumbers[i] != 0) {
                    int slot = slot(oldHighs[i], oldLows[i]);
                    highs[slot] = oldHighs[i];
                    lows[slot] = oldLows[i];
                    numbers[slot] = oldNumbers[i];
                }
            }
        }
    }
}
