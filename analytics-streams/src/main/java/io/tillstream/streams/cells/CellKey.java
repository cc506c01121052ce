package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * Names one cell.
 *
 * @param family its kind
 * @param time what the family counts time in: days since 1970-01-01 for sales ({@link #ALL_TIME} for no day), milliseconds of the hour for the funnel
 * @param dimension what it is broken down by: a common dimension, or one of the family's own
 * @param value the dimension's value; {@link #ALL} for the total
 */
public record CellKey(CellFamily family, long time, Dimension dimension, String value) {

    /** The value of dimension total. */
    public static final String ALL = "all";

    /** The time of a cell that sums all days. */
    public static final long ALL_TIME = Long.MIN_VALUE;

    /** Compact form: key of the cell store and of its deltas. */
    public byte[] toBytes() {
        return toBytes(new BinaryWriter());
    }

    /** Compact form, made with a writer that is used for this alone. */
    byte[] toBytes(BinaryWriter out) {
        return out.reset()
                .writeByte(family.id())
                .writeSigned(time)
                .writeByte(dimension.id())
                .writeText(value)
                .toByteArray();
    }

    /** Reads what {@link #toBytes} made. */
    public static CellKey of(byte[] bytes, CellFamilies families) {
        CellFamily family = families.of(bytes);
        BinaryReader in = new BinaryReader(bytes);
        in.skip(1);
        return new CellKey(family, in.readSigned(), family.dimension(in.readByte()), in.readRequiredText());
    }

    /** Goes on behind a name. */
    static void skip(BinaryReader in) {
        in.skip(1);
        in.readSigned();
        in.skip(1);
        in.readText();
    }

    // the generated one asks family and dimension for a hash that is their address, which is slow and differs between
    // runs
    @Override
    public int hashCode() {
        int hash = family.id() * 31 + Long.hashCode(time);
        return (hash * 31 + dimension.id()) * 31 + value.hashCode();
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
