package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of 64-bit hashes that forgets the oldest: by day, and beyond a number, so that no customer, not even one that stands for all guests of a shop, grows
 * without bound.
 *
 * <p>Hashes belong to periods: those of one day, or the next half of the greatest number. Whole periods are forgotten. One open-addressing table holds all: every
 * event asks it, and with many customers each hop in memory costs more than all arithmetic.
 */
final class RecentIds {

    private static final int SMALLEST = 8;

    /** Marks a free place. */
    private static final long FREE = 0;

    /** Stands for a hash that is {@link #FREE} by chance. */
    private static final long INSTEAD_OF_FREE = 0x9E3779B97F4A7C15L;

    /** Periods are told apart by seven bits; there are never more than one per kept day and three others. */
    private static final int MARKS = 0x7F;

    private final int greatest;
    private long[] table = new long[SMALLEST];

    /** The period of each place, or null while there is one period. */
    private byte @Nullable [] marks;

    /** Periods, the oldest first. */
    private long[] days = new long[1];

    private int[] counts = new int[1];
    private int periods;
    private int firstMark;
    private int size;

    /**
     * Nothing yet.
     *
     * @param greatest number of hashes, of which at least the newest half is known
     */
    RecentIds(int greatest) {
        this.greatest = greatest;
    }

    int size() {
        return size;
    }

    /** Forgets what was added on days before the given one. */
    void forgetBefore(long firstKept) {
        int old = 0;
        while (old < periods && days[old] < firstKept) {
            old++;
        }
        if (old > 0) {
            forget(old);
        }
    }

    /** Adds a hash on a day, which is never before the newest one; false when it is there already. */
    boolean add(long hash, long day) {
        long kept = hash == FREE ? INSTEAD_OF_FREE : hash;
        int place = find(kept);
        if (table[place] == kept) {
            return false;
        }
        if (periods == 0 || day > days[periods - 1] || counts[periods - 1] >= greatest / 2) {
            begin(periods == 0 ? day : Math.max(day, days[periods - 1]));
        }
        put(place, kept);
        if (4 * size > 3 * table.length) {
            rebuild(2 * table.length, firstMark);
        }
        if (size > greatest) {
            forget(1);
        }
        return true;
    }

    private int find(long kept) {
        int mask = table.length - 1;
        int place = (int) kept & mask;
        while (table[place] != kept && table[place] != FREE) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void put(int place, long kept) {
        table[place] = kept;
        if (marks != null) {
            marks[place] = markOf(periods - 1);
        }
        counts[periods - 1]++;
        size++;
    }

    private byte markOf(int period) {
        return (byte) (firstMark + period & MARKS);
    }

    private void begin(long day) {
        if (periods == days.length) {
            days = Arrays.copyOf(days, periods + 2);
            counts = Arrays.copyOf(counts, periods + 2);
        }
        if (periods == 1) {
            marks = new byte[table.length];
            Arrays.fill(marks, markOf(0));
        }
        days[periods] = day;
        counts[periods] = 0;
        periods++;
    }

    private void forget(int old) {
        int firstKept = firstMark + old & MARKS;
        for (int i = 0; i < old; i++) {
            size -= counts[i];
        }
        periods -= old;
        System.arraycopy(days, old, days, 0, periods);
        System.arraycopy(counts, old, counts, 0, periods);
        int places = SMALLEST;
        while (4 * size > 3 * places) {
            places *= 2;
        }
        rebuild(Math.min(places, table.length), firstKept);
        firstMark = firstKept;
        if (periods < 2) {
            marks = null;
        }
    }

    /** Copies what belongs to the periods from a mark on into a table of that many places. */
    private void rebuild(int places, int firstKept) {
        long[] before = table;
        byte[] marksBefore = marks;
        table = new long[places];
        byte[] fresh = marksBefore == null ? null : new byte[places];
        for (int i = 0; i < before.length; i++) {
            // with one period only there are no marks: all is kept, or nothing is
            boolean kept = marksBefore == null ? periods > 0 : (marksBefore[i] - firstKept & MARKS) < periods;
            if (before[i] != FREE && kept) {
                int place = find(before[i]);
                table[place] = before[i];
                if (fresh != null && marksBefore != null) {
                    fresh[place] = marksBefore[i];
                }
            }
        }
        marks = fresh;
    }

    /** Writes periods one by one: day, number, hashes. */
    void writeByDay(BinaryWriter out) {
        out.writeUnsigned(periods);
        for (int period = 0; period < periods; period++) {
            out.writeSigned(days[period]).writeUnsigned(counts[period]);
            writeHashes(period, out);
        }
    }

    /** Writes all hashes, the oldest period first. */
    void writeAll(BinaryWriter out) {
        out.writeUnsigned(size);
        for (int period = 0; period < periods; period++) {
            writeHashes(period, out);
        }
    }

    private void writeHashes(int period, BinaryWriter out) {
        byte mark = markOf(period);
        for (int i = 0; i < table.length; i++) {
            if (table[i] != FREE && (marks == null || marks[i] == mark)) {
                out.writeFixed(table[i]);
            }
        }
    }

    /** Adds what {@link #writeByDay} wrote. */
    RecentIds readByDay(BinaryReader in) {
        for (int left = in.readCount(); left > 0; left--) {
            read(in, in.readSigned());
        }
        return this;
    }

    /** Adds what {@link #writeAll} wrote. */
    RecentIds readAll(BinaryReader in) {
        read(in, 0);
        return this;
    }

    private void read(BinaryReader in, long day) {
        int count = in.readCount();
        int places = table.length;
        while (4L * (size + count) > 3L * places) {
            places *= 2;
        }
        if (places > table.length) {
            rebuild(places, firstMark);
        }
        for (int i = 0; i < count; i++) {
            add(in.readFixed(), day);
        }
    }
}
