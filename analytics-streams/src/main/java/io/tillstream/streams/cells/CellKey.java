package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * Names one cell.
 *
 * @param family its kind
 * @param time what the family counts time in: days since 1970-01-01 for sales ({@link #ALL_TIME} for no day), milliseconds of the hour for the others
 * @param dimension what it is broken down by
 * @param value the dimension's value; {@link #ALL} for the total
 */
public record CellKey(CellFamily family, long time, Dimension dimension, String value) {

    /** The value of dimension total. */
    public static final String ALL = "all";

    /** The time of a cell that sums all days. */
    public static final long ALL_TIME = Long.MIN_VALUE;

    private static final CellFamily[] FAMILIES = CellFamily.values();
    private static final Dimension[] DIMENSIONS = Dimension.values();

    /** Compact form: key of the cell store and of its deltas. */
    public byte[] toBytes() {
        return toBytes(new BinaryWriter());
    }

    /** Compact form, made with a writer that is used for this alone. */
    byte[] toBytes(BinaryWriter out) {
        return out.reset()
                .writeByte(family.ordinal())
                .writeSigned(time)
                .writeByte(dimension.ordinal())
                .writeText(value)
                .toByteArray();
    }

    /** Reads what {@link #toBytes} made. */
    public static CellKey of(byte[] bytes) {
        return read(new BinaryReader(bytes));
    }

    /** The family of a key in its compact form. */
    static CellFamily familyOf(byte[] key) {
        return FAMILIES[key[0]];
    }

    static CellKey read(BinaryReader in) {
        return new CellKey(FAMILIES[in.readByte()], in.readSigned(), DIMENSIONS[in.readByte()], in.readRequiredText());
    }

    // the generated one is slow on enums, whose hash is an address and differs between runs
    @Override
    public int hashCode() {
        int hash = family.ordinal() * 31 + Long.hashCode(time);
        return (hash * 31 + dimension.ordinal()) * 31 + value.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellKey that
                && family == that.family
                && time == that.time
                && dimension == that.dimension
                && value.equals(that.value);
    }
}
