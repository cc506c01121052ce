package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * A commutative, mergeable value: sums, a distinct count, a label, a distribution. The same form serves as the value of a cell and as a change to it.
 *
 * <p>Nothing in it depends on the order in which changes are merged, so a late event corrects it like any other.
 */
public final class Cell {

    private static final int HAS_DISTINCT = 1;
    private static final int HAS_LABEL = 2;
    private static final int HAS_DISTRIBUTION = 4;

    private final long[] sums;
    private @Nullable DistinctCount distinct;
    private @Nullable Label label;
    private @Nullable Distribution distribution;
    private long freshThrough;

    Cell(int size) {
        sums = new long[size];
    }

    /** Adds to a sum. */
    public Cell add(int index, long amount) {
        sums[index] += amount;
        return this;
    }

    /** Counts someone once, by the hash of their id. */
    public Cell addDistinct(long hash) {
        if (distinct == null) {
            distinct = new DistinctCount();
        }
        distinct.add(hash);
        return this;
    }

    /**
     * Offers what one event said of a product; the newest of each stays.
     *
     * @param title what customers read, or null
     * @param category its category, or null
     * @param stockOnHand units on hand, or null
     * @param at event time, milliseconds since 1970
     */
    public Cell offer(@Nullable String title, @Nullable String category, @Nullable Long stockOnHand, long at) {
        if (title != null || category != null || stockOnHand != null) {
            ownLabel().say(title, category, stockOnHand, at);
        }
        return this;
    }

    /**
     * Adds values to the distribution, or takes them back.
     *
     * @param value what was measured, ≥ 0
     * @param count how often; negative to take back what was added before
     */
    public Cell addValues(long value, long count) {
        ownDistribution().add(value, count);
        return this;
    }

    private Distribution ownDistribution() {
        if (distribution == null) {
            distribution = new Distribution();
        }
        return distribution;
    }

    private Label ownLabel() {
        if (label == null) {
            label = new Label();
        }
        return label;
    }

    /** Notes that an event which reached the log then is in it. */
    public void touch(long receivedAt) {
        freshThrough = Math.max(freshThrough, receivedAt);
    }

    /** A sum. */
    public long sum(int index) {
        return sums[index];
    }

    /** How many different ones were counted. */
    public long distinct() {
        return distinct == null ? 0 : distinct.estimate();
    }

    /** The label, if any was offered. */
    public @Nullable Label label() {
        return label;
    }

    /** How many values the distribution holds. */
    public long valueCount() {
        return distribution == null ? 0 : distribution.count();
    }

    /**
     * The value that a share of all values does not exceed, known to 1.6 %; null without values.
     *
     * @param share 0–1, 0.5 for the median
     */
    public @Nullable Long quantile(double share) {
        return distribution == null ? null : distribution.quantile(share);
    }

    /** When the newest event in it reached the log, milliseconds since 1970. */
    public long freshThrough() {
        return freshThrough;
    }

    /** Adds a change, or any other cell of the same family. */
    public void merge(Cell other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        if (other.distinct != null) {
            if (distinct == null) {
                distinct = new DistinctCount();
            }
            distinct.merge(other.distinct);
        }
        if (other.label != null) {
            ownLabel().merge(other.label);
        }
        if (other.distribution != null) {
            ownDistribution().merge(other.distribution);
        }
        touch(other.freshThrough);
    }

    /** Takes this cell, a part of a larger one, into the larger one, and leaves the label there alone. */
    void rollUpInto(Cell larger) {
        larger.merge(this);
        label = null;
    }

    /** Writes the compact form. */
    public void write(BinaryWriter out) {
        boolean hasValues = distribution != null && !distribution.isEmpty();
        out.writeByte((distinct == null ? 0 : HAS_DISTINCT)
                | (label == null ? 0 : HAS_LABEL)
                | (hasValues ? HAS_DISTRIBUTION : 0));
        out.writeSigned(freshThrough).writeUnsigned(sums.length);
        for (long sum : sums) {
            out.writeSigned(sum);
        }
        if (distinct != null) {
            distinct.write(out);
        }
        if (label != null) {
            label.write(out);
        }
        if (distribution != null && hasValues) {
            distribution.write(out);
        }
    }

    /** Reads the compact form; sums that the family has gained since are zero. */
    public static Cell read(BinaryReader in, CellFamily family) {
        int parts = in.readByte();
        Cell cell = family.newCell();
        cell.freshThrough = in.readSigned();
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            cell.sums[i] = in.readSigned();
        }
        if ((parts & HAS_DISTINCT) != 0) {
            cell.distinct = DistinctCount.read(in);
        }
        if ((parts & HAS_LABEL) != 0) {
            cell.label = Label.read(in);
        }
        if ((parts & HAS_DISTRIBUTION) != 0) {
            cell.distribution = Distribution.read(in);
        }
        return cell;
    }
}
