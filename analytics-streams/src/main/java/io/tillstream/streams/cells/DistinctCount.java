package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * How many different ones, mergeable: exact up to {@link #EXACT_UP_TO}, a HyperLogLog sketch beyond. With 2^14 registers its standard error is 0.8 %, so
 * that 2 % hold with more than 98 % confidence (Flajolet et al. 2007; DataSketches' HLL_8).
 *
 * <p>The exact form is a sorted array of hashes, with how often each was counted, so that it can be taken back; a sketch cannot take back. Most cells count one to
 * three buyers, and there are very many cells: how often is kept only where it is not once.
 */
final class DistinctCount {

    static final int EXACT_UP_TO = 1_000;
    private static final int LOG2_REGISTERS = 14;
    private static final long[] NONE = {};

    private long[] exact = NONE;

    /** How often each was counted; null while all were counted once. Below zero if it was taken back before the other side's count arrived. */
    private int @Nullable [] times;

    private int size;

    /** How many were counted more often than taken back. */
    private int present;

    private @Nullable HllUnion sketch;

    void add(long hash) {
        add(hash, 1);
    }

    private void add(long hash, int count) {
        if (sketch != null) {
            if (count > 0) {
                sketch.update(hash);
            }
            return;
        }
        int index = Arrays.binarySearch(exact, 0, size, hash);
        if (index >= 0) {
            addAt(index, count);
        } else {
            insert(-index - 1, hash, count);
        }
        if (present > EXACT_UP_TO) {
            becomeSketch();
        }
    }

    private void addAt(int index, int count) {
        int before = timesAt(index);
        int after = before + count;
        present += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
        if (after == 0) {
            size--;
            System.arraycopy(exact, index + 1, exact, index, size - index);
            if (times != null) {
                System.arraycopy(times, index + 1, times, index, size - index);
            }
        } else {
            ownTimes()[index] = after;
        }
    }

    private void insert(int index, long hash, int count) {
        if (size == exact.length) {
            exact = Arrays.copyOf(exact, size == 0 ? 1 : size * 2);
            times = times == null ? null : Arrays.copyOf(times, exact.length);
        }
        System.arraycopy(exact, index, exact, index + 1, size - index);
        exact[index] = hash;
        size++;
        if (times != null || count != 1) {
            int[] own = ownTimes();
            System.arraycopy(own, index, own, index + 1, size - 1 - index);
            own[index] = count;
        }
        present += count > 0 ? 1 : 0;
    }

    private int timesAt(int index) {
        return times == null ? 1 : times[index];
    }

    private int[] ownTimes() {
        if (times == null) {
            times = new int[exact.length];
            Arrays.fill(times, 1);
        }
        return times;
    }

    void merge(DistinctCount other) {
        merge(other, 1);
    }

    /** Takes back what was merged; what is in a sketch stays. */
    void subtract(DistinctCount other) {
        merge(other, -1);
    }

    private void merge(DistinctCount other, int sign) {
        if (other.sketch != null && sign > 0) {
            becomeSketch().update(other.sketch.getResult(TgtHllType.HLL_8));
        }
        for (int i = 0; i < other.size; i++) {
            add(other.exact[i], sign * other.timesAt(i));
        }
    }

    boolean isEmpty() {
        return size == 0 && sketch == null;
    }

    long estimate() {
        return sketch == null ? present : Math.round(sketch.getEstimate());
    }

    private HllUnion becomeSketch() {
        if (sketch == null) {
            sketch = new HllUnion(LOG2_REGISTERS);
            for (int i = 0; i < size; i++) {
                if (timesAt(i) > 0) {
                    sketch.update(exact[i]);
                }
            }
            exact = NONE;
            times = null;
            size = 0;
            present = 0;
        }
        return sketch;
    }

    /** Whether it must be written with how often each was counted. */
    boolean hasTimes() {
        if (times == null) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (times[i] != 1) {
                return true;
            }
        }
        return false;
    }

    void write(BinaryWriter out) {
        boolean counted = hasTimes();
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeFixed(exact[i]);
            if (counted) {
                out.writeSigned(timesAt(i));
            }
        }
        byte[] bytes = sketch == null
                ? new byte[0]
                : sketch.getResult(TgtHllType.HLL_8).toCompactByteArray();
        out.writeUnsigned(bytes.length).writeRaw(bytes);
    }

    /**
     * Reads what {@link #write} wrote; an earlier release wrote the hashes in no order.
     *
     * @param counted what {@link #hasTimes} said
     */
    static DistinctCount read(BinaryReader in, boolean counted) {
        DistinctCount count = new DistinctCount();
        int size = in.readCount();
        count.exact = new long[size];
        int[] times = new int[counted ? size : 0];
        boolean sorted = true;
        int present = counted ? 0 : size;
        for (int i = 0; i < size; i++) {
            count.exact[i] = in.readFixed();
            sorted &= i == 0 || count.exact[i - 1] < count.exact[i];
            if (counted) {
                times[i] = (int) in.readSigned();
                present += times[i] > 0 ? 1 : 0;
            }
        }
        count.size = size;
        count.present = present;
        count.times = counted ? times : null;
        if (!sorted) {
            Arrays.sort(count.exact);
        }
        int length = in.readCount();
        if (length > 0) {
            count.sketch = new HllUnion(LOG2_REGISTERS);
            count.sketch.update(HllSketch.heapify(in.readRaw(length)));
        }
        return count;
    }
}
