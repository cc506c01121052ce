package io.tillstream.streams.cells;

import io.tillstream.streams.store.CommitPace;
import io.tillstream.streams.store.WriteBehindStore;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Merges the deltas of all partitions into cells and publishes each changed cell once per commit. */
public final class CombineCells implements Processor<byte[], byte[], byte[], byte[]> {

    /** Name of the cell store. */
    public static final String STORE = "cells";

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MAX_DIRTY = 100_000;

    private final CellFamilies families;
    private final CellOutlet outlet;
    private final CommitPace pace;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable WriteBehindStore<StoredCell> cells;
    private long lastCommitAt;

    /** Merges cells of these kinds and hands them to the outlet. */
    public CombineCells(CellFamilies families, CellOutlet outlet, CommitPace pace) {
        this.families = families;
        this.outlet = outlet;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        WriteBehindStore<StoredCell> store = newContext.getStateStore(STORE);
        cells = store;
        store.setCommitListener(new WriteBehindStore.CommitListener<>() {
            @Override
            public void onChanged(Bytes key, StoredCell value) {
                outlet.send(newContext::forward, value, newContext.currentSystemTimeMs());
            }

            @Override
            public void onCommit() {
                lastCommitAt = newContext.currentSystemTimeMs();
            }
        });
        newContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (store.dirtyCount() > 0 && pace.isDue(now, lastCommitAt)) {
                newContext.commit();
            }
        });
    }

    @Override
    public void process(Record<byte[], byte[]> delta) {
        if (cells == null || context == null) {
            throw new IllegalStateException("not initialised");
        }
        WriteBehindStore<StoredCell> store = cells;
        CellBlocks.read(delta.key(), delta.value(), families, (key, change) -> merge(store, key, change));
        if (cells.dirtyCount() > MAX_DIRTY) {
            context.commit();
        }
    }

    private void merge(WriteBehindStore<StoredCell> store, byte[] key, Cell change) {
        WriteBehindStore.Live<StoredCell> stored = store.find(key);
        if (stored == null) {
            store.add(key, new StoredCell(CellKey.of(key, families), change));
        } else {
            stored.value().cell().merge(change);
            store.markDirty(stored);
        }
    }
}
