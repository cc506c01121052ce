package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.outputs.Outbox;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Packs the changes to cells that one commit brings into few records: one for each owner, or several when they are large. A record costs as much as a
 * hundred small changes in it.
 *
 * <p>A block is the version, then for each cell the length of its name, the name, and the change. Its key is the name of its first cell, so that any
 * partitioner by key sends it to the owner. One per task, for it keeps buffers.
 */
public final class CellBlocks {

    /** Version of a block; smaller ones are single cells, see {@link CellCodec}. */
    static final int VERSION = 3;

    private static final int LARGE_BYTES = 256 << 10;

    private final CellRouting routing;
    private final String sink;
    private final BinaryWriter keyOut = new BinaryWriter();
    private final BinaryWriter singleOut = new BinaryWriter();
    private Block[] blocks = new Block[0];

    /** Takes the changes of a record one by one. */
    @FunctionalInterface
    public interface Visitor {
        /** A change to the cell of that name. */
        void visit(byte[] key, Cell change);
    }

    /** What is packed for one owner. */
    private static final class Block {
        private final BinaryWriter out = new BinaryWriter();
        private byte @Nullable [] firstKey;
        private long freshThrough;
    }

    /**
     * Packs for one sink.
     *
     * @param routing the sink's partitioner
     */
    public CellBlocks(CellRouting routing, String sink) {
        this.routing = routing;
        this.sink = sink;
    }

    /** Sends all changes. */
    public void send(CellDeltas deltas, Outbox outbox) {
        deltas.forEach((key, delta) -> add(key.toBytes(keyOut), delta, outbox));
        for (Block block : blocks) {
            flush(block, outbox);
        }
    }

    private void add(byte[] key, Cell delta, Outbox outbox) {
        int owners = routing.count();
        if (owners == 0) {
            // the first record ever; sending it tells how many owners there are
            outbox.send(new Record<>(key, CellCodec.encode(delta, singleOut), delta.freshThrough()), sink);
            return;
        }
        if (blocks.length != owners) {
            blocks = new Block[owners];
            for (int i = 0; i < owners; i++) {
                blocks[i] = new Block();
            }
        }
        Block block = blocks[CellRouting.partitionOf(key, owners)];
        if (block.firstKey == null) {
            block.firstKey = key;
            block.out.reset().writeByte(VERSION);
        }
        block.out.writeUnsigned(key.length).writeRaw(key);
        delta.write(block.out);
        block.freshThrough = Math.max(block.freshThrough, delta.freshThrough());
        if (block.out.size() > LARGE_BYTES) {
            flush(block, outbox);
        }
    }

    private void flush(Block block, Outbox outbox) {
        if (block.firstKey != null) {
            outbox.send(new Record<>(block.firstKey, block.out.toByteArray(), block.freshThrough), sink);
            block.firstKey = null;
            block.freshThrough = 0;
        }
    }

    /**
     * Reads a block, or a single change as an earlier release and the first record of a task have it.
     *
     * @param families the kinds of cells there are
     */
    public static void read(byte[] recordKey, byte[] value, CellFamilies families, Visitor visitor) {
        BinaryReader in = new BinaryReader(value);
        int version = in.readByte();
        if (version != VERSION) {
            visitor.visit(recordKey, CellCodec.readSingle(version, families.of(recordKey), in));
            return;
        }
        while (in.hasRemaining()) {
            byte[] key = in.readRaw(in.readCount());
            visitor.visit(key, Cell.read(in, families.of(key)));
        }
    }
}
