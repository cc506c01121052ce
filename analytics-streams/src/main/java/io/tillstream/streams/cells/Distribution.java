package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How values are distributed: a histogram whose buckets grow with the value, so that a quantile is known to {@link #RELATIVE_ERROR} of itself, whatever its
 * size. Every power of two is divided into 32 buckets of equal width (G. Tene's HdrHistogram); values below 64 have a bucket each.
 *
 * <p>Counts only, by integer arithmetic: merging is addition in any order, and what was added can be taken back exactly, which no sampling sketch can. Grows with the
 * number of buckets in use: at most 1,888, and 32 for each doubling that the values span; 2 to 3 bytes each when stored.
 */
final class Distribution {

    /** Half the width of a bucket, of the smallest value in it. */
    static final double RELATIVE_ERROR = 1.0 / 64;

    private static final int LOG2_PARTS = 5;
    private static final int PARTS = 1 << LOG2_PARTS;

    /** Buckets in use, in rising order. */
    private int[] buckets = new int[1];

    private long[] counts = new long[1];
    private int size;

    void add(long value, long count) {
        if (value < 0) {
            throw new IllegalArgumentException("a distribution holds values from 0 on, not " + value);
        }
        addTo(bucketOf(value), count);
    }

    private void addTo(int bucket, long count) {
        int index = Arrays.binarySearch(buckets, 0, size, bucket);
        if (index < 0) {
            if (count != 0) {
                insert(-index - 1, bucket, count);
            }
            return;
        }
        counts[index] += count;
        if (counts[index] == 0) {
            remove(index);
        }
    }

    private void insert(int index, int bucket, long count) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(buckets, index, buckets, index + 1, size - index);
        System.arraycopy(counts, index, counts, index + 1, size - index);
        buckets[index] = bucket;
        counts[index] = count;
        size++;
    }

    private void remove(int index) {
        size--;
        System.arraycopy(buckets, index + 1, buckets, index, size - index);
        System.arraycopy(counts, index + 1, counts, index, size - index);
    }

    void merge(Distribution other) {
        for (int i = 0; i < other.size; i++) {
            addTo(other.buckets[i], other.counts[i]);
        }
    }

    void subtract(Distribution other) {
        for (int i = 0; i < other.size; i++) {
            addTo(other.buckets[i], -other.counts[i]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Number of values. */
    long count() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The smallest value that at least this share of the values does not exceed (nearest rank); null without values. */
    @Nullable
    Long quantile(double share) {
        long all = count();
        if (all <= 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        int index = 0;
        while (index < size - 1 && seen + counts[index] < rank) {
            seen += counts[index++];
        }
        return middleOf(buckets[index]);
    }

    /** The middle of each bucket in use, ascending, and how many values are in it. */
    SortedMap<Long, Long> values() {
        SortedMap<Long, Long> values = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            values.put(middleOf(buckets[i]), counts[i]);
        }
        return values;
    }

    static int bucketOf(long value) {
        if (value < PARTS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - LOG2_PARTS - Long.numberOfLeadingZeros(value);
        return shift * PARTS + (int) (value >>> shift);
    }

    private static long middleOf(int bucket) {
        if (bucket < 2 * PARTS) {
            return bucket;
        }
        int shift = bucket / PARTS - 1;
        return ((long) (bucket - shift * PARTS) << shift) + (1L << shift - 1);
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.writeUnsigned(buckets[i] - before).writeSigned(counts[i]);
            before = buckets[i];
        }
    }

    static Distribution read(BinaryReader in) {
        Distribution distribution = new Distribution();
        int size = in.readCount();
        distribution.buckets = new int[Math.max(1, size)];
        distribution.counts = new long[Math.max(1, size)];
        for (int i = 0; i < size; i++) {
            distribution.buckets[i] = in.readCount() + (i == 0 ? 0 : distribution.buckets[i - 1]);
            distribution.counts[i] = in.readSigned();
        }
        distribution.size = size;
        return distribution;
    }
}
