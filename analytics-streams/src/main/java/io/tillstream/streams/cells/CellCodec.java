package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.store.ValueCodec;

/**
 * Stored form of a cell and of a change to one: version, then the cell; its name is the key. Version 1 repeated the name in the value and is still read.
 * One per task, for it keeps buffers.
 */
public final class CellCodec implements ValueCodec<StoredCell> {

    private static final int VERSION = 2;
    private static final int VERSION_WITH_NAME = 1;

    private final CellFamilies families;
    private final BinaryWriter keyOut = new BinaryWriter();
    private final BinaryWriter out = new BinaryWriter();

    /** Reads and writes cells of these kinds. */
    public CellCodec(CellFamilies families) {
        this.families = families;
    }

    /** The name as key of a record or of the store. */
    public byte[] encodeKey(CellKey key) {
        return key.toBytes(keyOut);
    }

    @Override
    public byte[] encode(StoredCell value) {
        return encode(value.cell());
    }

    /** The cell without its name. */
    public byte[] encode(Cell cell) {
        return encode(cell, out);
    }

    static byte[] encode(Cell cell, BinaryWriter out) {
        out.reset().writeByte(VERSION);
        cell.write(out);
        return out.toByteArray();
    }

    @Override
    public StoredCell decode(byte[] key, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        return new StoredCell(CellKey.of(key, families), readSingle(in.readByte(), families.of(key), in));
    }

    static Cell readSingle(int version, CellFamily family, BinaryReader in) {
        if (version != VERSION && version != VERSION_WITH_NAME) {
            throw new IllegalStateException("cell of version " + version + "; this release reads versions "
                    + VERSION_WITH_NAME + " and " + VERSION);
        }
        if (version == VERSION_WITH_NAME) {
            CellKey.skip(in);
        }
        return Cell.read(in, family);
    }
}
