package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A commutative, mergeable value: sums, a distinct count, a label, up to three distributions. The same form serves as the value of a cell and as a change to it.
 *
 * <p>Nothing in it depends on the order in which changes are merged, so a late event corrects it like any other.
 */
public final class Cell {

    private static final int HAS_DISTINCT = 1;
    private static final int HAS_LABEL = 2;
    private static final int HAS_DISTRIBUTION = 4;

    /** The distinct count says how often each was counted. */
    private static final int HAS_TIMES = 32;

    /** Something was taken back. */
    private static final int WITHDRAWN = 64;

    /** Distributions that a cell may have; the flag of each is twice that of the one before, from {@link #HAS_DISTRIBUTION}. */
    private static final int DISTRIBUTIONS = 3;

    private static final @Nullable Distribution[] NO_DISTRIBUTIONS = new @Nullable Distribution[0];

    private final long[] sums;
    private @Nullable DistinctCount distinct;
    private @Nullable Label label;
    private @Nullable Distribution[] distributions = NO_DISTRIBUTIONS;
    private long freshThrough;
    private boolean withdrawn;

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
        return addValues(0, value, count);
    }

    /**
     * Adds values to one of the distributions, or takes them back.
     *
     * @param which 0, 1 or 2
     * @param value what was measured, ≥ 0
     * @param count how often; negative to take back what was added before
     */
    public Cell addValues(int which, long value, long count) {
        ownDistribution(which).add(value, count);
        return this;
    }

    private Distribution ownDistribution(int which) {
        if (distributions.length == 0) {
            distributions = new @Nullable Distribution[DISTRIBUTIONS];
        }
        Distribution distribution = distributions[which];
        if (distribution == null) {
            distribution = new Distribution();
            distributions[which] = distribution;
        }
        return distribution;
    }

    private @Nullable Distribution distribution(int which) {
        return distributions.length == 0 ? null : distributions[which];
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
        Distribution distribution = distribution(0);
        return distribution == null ? 0 : distribution.count();
    }

    /**
     * The value that a share of all values does not exceed, known to 1.6 %; null without values.
     *
     * @param share 0–1, 0.5 for the median
     */
    public @Nullable Long quantile(double share) {
        Distribution distribution = distribution(0);
        return distribution == null ? null : distribution.quantile(share);
    }

    /**
     * The values of a distribution, each known to 1.6 %, and how often each occurs; ascending.
     *
     * @param which 0, 1 or 2
     */
    public SortedMap<Long, Long> values(int which) {
        Distribution distribution = distribution(which);
        return distribution == null ? Collections.emptySortedMap() : distribution.values();
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
        for (int which = 0; which < other.distributions.length; which++) {
            Distribution distribution = other.distributions[which];
            if (distribution != null) {
                ownDistribution(which).merge(distribution);
            }
        }
        withdrawn |= other.withdrawn;
        touch(other.freshThrough);
    }

    /** Takes back what another one added: sums, distributions, and distinct ones that are not in a sketch yet. Labels stay, for they are true whoever said them. */
    public void subtract(Cell other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= other.sums[i];
        }
        if (other.distinct != null) {
            if (distinct == null) {
                distinct = new DistinctCount();
            }
            distinct.subtract(other.distinct);
        }
        for (int which = 0; which < other.distributions.length; which++) {
            Distribution distribution = other.distributions[which];
            if (distribution != null) {
                ownDistribution(which).subtract(distribution);
            }
        }
        withdrawn = true;
    }

    /** Whether nothing is left in it after something was taken back: it is as if it had never been. */
    boolean isVoid() {
        if (!withdrawn || label != null || distinct != null && !distinct.isEmpty()) {
            return false;
        }
        for (long sum : sums) {
            if (sum != 0) {
                return false;
            }
        }
        for (int which = 0; which < distributions.length; which++) {
            if (!isEmpty(which)) {
                return false;
            }
        }
        return true;
    }

    /** The same without the label. */
    public Cell withoutLabel() {
        label = null;
        return this;
    }

    /** Takes this cell, a part of a larger one, into the larger one, and leaves the label there alone. */
    void rollUpInto(Cell larger) {
        larger.merge(this);
        label = null;
    }

    /** Writes the compact form. */
    public void write(BinaryWriter out) {
        int parts = (distinct == null ? 0 : HAS_DISTINCT) | (label == null ? 0 : HAS_LABEL);
        parts |= (distinct != null && distinct.hasTimes() ? HAS_TIMES : 0) | (withdrawn ? WITHDRAWN : 0);
        for (int which = 0; which < distributions.length; which++) {
            parts |= isEmpty(which) ? 0 : HAS_DISTRIBUTION << which;
        }
        out.writeByte(parts);
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
        for (int which = 0; which < distributions.length; which++) {
            Distribution distribution = distributions[which];
            if (distribution != null && !distribution.isEmpty()) {
                distribution.write(out);
            }
        }
    }

    private boolean isEmpty(int which) {
        Distribution distribution = distributions[which];
        return distribution == null || distribution.isEmpty();
    }

    /** Reads the compact form; sums that the family has gained since are zero. */
    public static Cell read(BinaryReader in, CellFamily family) {
        int parts = in.readByte();
        Cell cell = family.newCell();
        cell.freshThrough = in.readSigned();
        cell.withdrawn = (parts & WITHDRAWN) != 0;
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            cell.sums[i] = in.readSigned();
        }
        if ((parts & HAS_DISTINCT) != 0) {
            cell.distinct = DistinctCount.read(in, (parts & HAS_TIMES) != 0);
        }
        if ((parts & HAS_LABEL) != 0) {
            cell.label = Label.read(in);
        }
        for (int which = 0; which < DISTRIBUTIONS; which++) {
            if ((parts & HAS_DISTRIBUTION << which) != 0) {
                cell.ownDistribution(which).merge(Distribution.read(in));
            }
        }
        return cell;
    }
}
