package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which events were delivered in the last 7 days of delivery, so that each counts once.
 *
 * <p>Holds 64-bit hashes, 8 bytes an event, and the day each was delivered on. The window is of delivery, not of event time, so that a repeated backfill of
 * old events is recognised too. One customer's memory is bounded by {@link #MAX_IDS}: beyond it (a robot), the oldest day is forgotten early.
 *
 * <p>One open-addressing table for all days: every event asks it, and with many customers each hop in memory costs more than all arithmetic.
 */
final class DeliveredIds {

    static final int WINDOW_DAYS = 7;
    static final int MAX_IDS = 65_536;
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final int SMALLEST = 8;

    /** Marks a free place. */
    private static final long FREE = 0;

    /** Stands for a hash that is {@link #FREE} by chance. */
    private static final long INSTEAD_OF_FREE = 0x9E3779B97F4A7C15L;

    /** Days are told apart by their last seven bits; never are more than nine in the table. */
    private static final int DAY_MASK = 0x7F;

    private long[] table = new long[SMALLEST];

    /** The day of each place, or null while all are of the newest day. */
    private byte @Nullable [] days;

    private int size;
    private long oldestDay;
    private long newestDay;

    /** Notes an event; false when it was delivered before. */
    boolean add(long hash, long deliveredAtMillis) {
        long today = Math.floorDiv(deliveredAtMillis, MILLIS_PER_DAY);
        if (size > 0 && oldestDay < today - WINDOW_DAYS) {
            keepFrom(today - WINDOW_DAYS);
        }
        long kept = hash == FREE ? INSTEAD_OF_FREE : hash;
        int place = find(kept);
        if (table[place] == kept) {
            return false;
        }
        begin(today);
        table[place] = kept;
        if (days != null) {
            days[place] = (byte) (newestDay & DAY_MASK);
        }
        size++;
        if (4 * size > 3 * table.length) {
            rebuild(2 * table.length, oldestDay);
        }
        if (size > MAX_IDS && oldestDay < newestDay) {
            keepFrom(oldestDay + 1);
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

    private void begin(long today) {
        if (size == 0) {
            oldestDay = today;
            newestDay = today;
            days = null;
        } else if (today > newestDay) {
            if (days == null) {
                days = new byte[table.length];
                Arrays.fill(days, (byte) (newestDay & DAY_MASK));
            }
            newestDay = today;
        }
    }

    private void keepFrom(long firstKept) {
        rebuild(table.length, firstKept);
        int needed = SMALLEST;
        while (4 * size > 3 * needed) {
            needed *= 2;
        }
        if (needed < table.length) {
            rebuild(needed, firstKept);
        }
    }

    /** Copies what was delivered on that day or later into a table of that many places. */
    private void rebuild(int places, long firstKept) {
        long[] before = table;
        byte[] daysBefore = days;
        table = new long[places];
        days = daysBefore == null ? null : new byte[places];
        size = 0;
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < before.length; i++) {
            long day = daysBefore == null ? newestDay : dayOf(daysBefore[i]);
            if (before[i] != FREE && day >= firstKept) {
                int place = find(before[i]);
                table[place] = before[i];
                if (days != null && daysBefore != null) {
                    days[place] = daysBefore[i];
                }
                size++;
                oldest = Math.min(oldest, day);
            }
        }
        oldestDay = oldest;
        if (oldest >= newestDay) {
            days = null;
        }
    }

    private long dayOf(byte mark) {
        return newestDay - ((newestDay - mark) & DAY_MASK);
    }

    void write(BinaryWriter out) {
        int different = 0;
        for (long day = oldestDay; size > 0 && day <= newestDay; day++) {
            different += count(day) > 0 ? 1 : 0;
        }
        out.writeUnsigned(different);
        for (long day = oldestDay; size > 0 && day <= newestDay; day++) {
            int count = count(day);
            if (count > 0) {
                out.writeSigned(day).writeUnsigned(count);
                writeHashes(day, out);
            }
        }
    }

    private int count(long day) {
        if (days == null) {
            return day == newestDay ? size : 0;
        }
        int count = 0;
        for (int i = 0; i < table.length; i++) {
            count += isOf(day, i) ? 1 : 0;
        }
        return count;
    }

    private void writeHashes(long day, BinaryWriter out) {
        for (int i = 0; i < table.length; i++) {
            if (isOf(day, i)) {
                out.writeFixed(table[i]);
            }
        }
    }

    private boolean isOf(long day, int place) {
        return table[place] != FREE && (days == null || days[place] == (byte) (day & DAY_MASK));
    }

    static DeliveredIds read(BinaryReader in) {
        DeliveredIds ids = new DeliveredIds();
        for (int days = in.readCount(); days > 0; days--) {
            long day = in.readSigned();
            int count = in.readCount();
            ids.reserve(count);
            for (int i = 0; i < count; i++) {
                ids.add(in.readFixed(), day * MILLIS_PER_DAY);
            }
        }
        return ids;
    }

    private void reserve(int more) {
        int places = table.length;
        while (4 * (size + more) > 3 * places) {
            places *= 2;
        }
        if (places > table.length) {
            rebuild(places, oldestDay);
        }
    }
}
