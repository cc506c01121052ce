package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.store.ValueCodec;

/** Stored form of a cell and of a change to one: version, family, then the cell. */
public final class CellCodec implements ValueCodec<StoredCell> {

    private static final int VERSION = 1;
    private static final CellFamily[] FAMILIES = CellFamily.values();

    private final BinaryWriter out = new BinaryWriter();

    @Override
    public byte[] encode(StoredCell value) {
        out.reset().writeByte(VERSION).writeByte(value.key().family().ordinal());
        out.writeSigned(value.key().time()).writeByte(value.key().dimension().ordinal());
        out.writeText(value.key().value());
        value.cell().write(out);
        return out.toByteArray();
    }

    @Override
    public StoredCell decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("cell of version " + version + "; this release reads version " + VERSION);
        }
        CellFamily family = FAMILIES[in.readByte()];
        CellKey key = new CellKey(family, in.readSigned(), Dimension.values()[in.readByte()], in.readRequiredText());
        return new StoredCell(key, Cell.read(in, family));
    }
}
