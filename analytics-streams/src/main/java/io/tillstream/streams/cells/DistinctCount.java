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
 * <p>The exact form is a sorted array of hashes: most cells count one to three buyers, and there are very many cells.
 */
final class DistinctCount {

    static final int EXACT_UP_TO = 1_000;
    private static final int LOG2_REGISTERS = 14;
    private static final long[] NONE = {};

    private long[] exact = NONE;
    private int size;
    private @Nullable HllUnion sketch;

    void add(long hash) {
        if (sketch != null) {
            sketch.update(hash);
            return;
        }
        int index = Arrays.binarySearch(exact, 0, size, hash);
        if (index >= 0) {
            return;
        }
        insert(-index - 1, hash);
        if (size > EXACT_UP_TO) {
            becomeSketch();
        }
    }

    private void insert(int index, long hash) {
        if (size == exact.length) {
            exact = Arrays.copyOf(exact, size == 0 ? 1 : size * 2);
        }
        System.arraycopy(exact, index, exact, index + 1, size - index);
        exact[index] = hash;
        size++;
    }

    void merge(DistinctCount other) {
        if (other.sketch != null) {
            becomeSketch().update(other.sketch.getResult(TgtHllType.HLL_8));
        }
        for (int i = 0; i < other.size; i++) {
            add(other.exact[i]);
        }
    }

    long estimate() {
        return sketch == null ? size : Math.round(sketch.getEstimate());
    }

    private HllUnion becomeSketch() {
        if (sketch == null) {
            sketch = new HllUnion(LOG2_REGISTERS);
            for (int i = 0; i < size; i++) {
                sketch.update(exact[i]);
            }
            exact = NONE;
            size = 0;
        }
        return sketch;
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeFixed(exact[i]);
        }
        byte[] bytes = sketch == null
                ? new byte[0]
                : sketch.getResult(TgtHllType.HLL_8).toCompactByteArray();
        out.writeUnsigned(bytes.length).writeRaw(bytes);
    }

    /** Reads what {@link #write} wrote; an earlier release wrote the hashes in no order. */
    static DistinctCount read(BinaryReader in) {
        DistinctCount count = new DistinctCount();
        int size = in.readCount();
        count.exact = new long[size];
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            count.exact[i] = in.readFixed();
            sorted &= i == 0 || count.exact[i - 1] < count.exact[i];
        }
        count.size = size;
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
