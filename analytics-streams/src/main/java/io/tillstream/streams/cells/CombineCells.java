package io.tillstream.streams.cells;

import io.tillstream.streams.store.WriteBehindStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Merges the deltas of all partitions into cells and publishes each changed cell once per commit. */
public final class CombineCells implements Processor<byte[], byte[], byte[], byte[]> {

    /** Name of the cell store. */
    public static final String STORE = "cells";

    private static final int MAX_DIRTY = 100_000;

    private final CellOutlet outlet;
    private final CellCodec codec = new CellCodec();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable WriteBehindStore<StoredCell> cells;

    /** Merges cells and hands them to the outlet. */
    public CombineCells(CellOutlet outlet) {
        this.outlet = outlet;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        WriteBehindStore<StoredCell> store = newContext.getStateStore(STORE);
        cells = store;
        store.setCommitListener(new WriteBehindStore.CommitListener<>() {
            @Override
            public void onChanged(Bytes key, StoredCell value) {
                outlet.send(newContext, value);
            }

            @Override
            public void onCommit() {
                // each changed cell has been published
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> delta) {
        if (cells == null || context == null) {
            throw new IllegalStateException("not initialised");
        }
        Bytes key = Bytes.wrap(delta.key());
        StoredCell change = codec.decode(delta.value());
        StoredCell stored = cells.get(key);
        if (stored == null) {
            cells.put(key, change);
        } else {
            stored.cell().merge(change.cell());
            cells.markDirty(key);
        }
        if (cells.dirtyCount() > MAX_DIRTY) {
            context.commit();
        }
    }
}
