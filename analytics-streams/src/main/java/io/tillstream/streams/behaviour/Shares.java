package io.tillstream.streams.behaviour;

import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * Units by brand: exact up to {@link #MOST} brands, then frequent items by Misra and Gries (1982), "Finding repeated elements": a count is too low by at most
 * units / (MOST + 1), and never too high. Any order gives the same as long as it is exact.
 */
final class Shares {

    static final int MOST = 32;

    private final LongLongHashMap counts = new LongLongHashMap(4);
    private long units;

    /** Adds units of a label, given by its hash. */
    void add(long label, long more) {
        units += more;
        long left = more;
        while (left > 0) {
            if (counts.containsKey(label) || counts.size() < MOST) {
                counts.addTo(label, left);
                return;
            }
            left -= takeFromAll(left);
        }
    }

    /** Adds units of which no label is known. */
    void addUnknown(long more) {
        units += more;
    }

    /** Takes the same from every label, at most so much that one is at zero, and forgets those; gives what was taken. */
    private long takeFromAll(long atMost) {
        long least = atMost;
        for (LongLongCursor each : counts) {
            least = Math.min(least, each.value);
        }
        for (LongLongCursor each : counts) {
            counts.indexReplace(each.index, each.value - least);
        }
        counts.removeAll((label, count) -> count == 0);
        return least;
    }

    /** Units of the most frequent label. */
    long most() {
        long most = 0;
        for (LongLongCursor each : counts) {
            most = Math.max(most, each.value);
        }
        return most;
    }

    /** All units. */
    long units() {
        return units;
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(units).writeUnsigned(counts.size());
        for (LongLongCursor each : counts) {
            out.writeFixed(each.key).writeUnsigned(each.value);
        }
    }

    void read(BinaryReader in) {
        units = in.readUnsigned();
        for (int left = in.readCount(); left > 0; left--) {
            counts.put(in.readFixed(), in.readUnsigned());
        }
    }
}
