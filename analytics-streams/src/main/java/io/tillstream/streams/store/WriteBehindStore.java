package io.tillstream.streams.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Live objects in front of a changelogged store of bytes: a value is decoded when first needed, changed in place by any number of events, and encoded and
 * logged once per commit.
 *
 * <p>The moment to write is {@link #flushCache()}, which Kafka Streams calls before it commits, inside the transaction. {@code StateStore.commit} is
 * <em>not</em> that moment: what is written there misses the transaction, and is lost with the offsets already committed. Being told of the right moment
 * takes {@link WrappedStateStore}, an internal type of Kafka Streams.
 *
 * <p>Values stay as a read cache after the commit, up to {@code maxCached}; those used in the fewest intervals go first. Memory between two commits is bounded by
 * the owner asking for a commit when {@link #dirtyCount()} grows.
 *
 * @param <V> live form of the values
 */
public final class WriteBehindStore<V> extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, byte[], byte[]> {

    /** Values handed to the inner store at once: as many as pay for the call, few enough to be small garbage. */
    private static final int BATCH = 512;

    private final ValueCodec<V> codec;
    private final int maxCached;
    private final EntryTable<V> entries = new EntryTable<>();
    private final List<EntryTable.Entry<V>> changed = new ArrayList<>();
    private long commits;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> owner;
    private @Nullable CommitListener<V> listener;

    /** What the owner does with each changed value, and once at the end, before a commit. It may forward records. */
    public interface CommitListener<V> {
        /** Called for each changed value before it is encoded; the value may still be changed here. */
        void onChanged(Bytes key, V value);

        /** Called when all changed values have been seen. */
        void onCommit();
    }

    /**
     * A key and its live value.
     *
     * @param <V> live form of the value
     */
    public sealed interface Live<V> permits EntryTable.Entry {

        /** What it is stored under. */
        Bytes key();

        /** The live value. Changes to it count only after {@link WriteBehindStore#markDirty}. */
        V value();
    }

    WriteBehindStore(KeyValueStore<Bytes, byte[]> inner, ValueCodec<V> codec, int maxCached) {
        super(inner);
        this.codec = codec;
        this.maxCached = maxCached;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        forget();
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        super.init(stateStoreContext, root);
    }

    /** Registers the processor that owns this store; to be called from its {@code init}. */
    public void setCommitListener(CommitListener<V> newListener) {
        listener = newListener;
        owner = requireContext().currentNode();
    }

    /** The entry of a key, or null when there is none. */
    public @Nullable Live<V> find(byte[] key) {
        EntryTable.Entry<V> entry = entries.get(key);
        if (entry == null) {
            Bytes wrapped = Bytes.wrap(key);
            byte[] stored = wrapped().get(wrapped);
            if (stored == null) {
                return null;
            }
            entry = new EntryTable.Entry<>(wrapped, codec.decode(key, stored));
            entries.add(entry);
        }
        use(entry);
        return entry;
    }

    /** Adds a key that {@link #find} did not find, and marks it changed. */
    public Live<V> add(byte[] key, V value) {
        EntryTable.Entry<V> entry = new EntryTable.Entry<>(Bytes.wrap(key), value);
        entries.add(entry);
        use(entry);
        markDirty(entry);
        return entry;
    }

    /** Says that the live value of an entry was changed. */
    public void markDirty(Live<V> live) {
        EntryTable.Entry<V> entry = (EntryTable.Entry<V>) live;
        if (!entry.dirty) {
            entry.dirty = true;
            changed.add(entry);
        }
    }

    private void use(EntryTable.Entry<V> entry) {
        if (entry.usedAtCommit != commits) {
            entry.usedAtCommit = commits;
            entry.heat++;
        }
    }

    /** Number of values changed since the last commit. */
    public int dirtyCount() {
        return changed.size();
    }

    /** Stored bytes from a key onwards, in key order, as of the last commit. */
    public KeyValueIterator<Bytes, byte[]> storedFrom(@Nullable Bytes from) {
        return wrapped().range(from, null);
    }

    @Override
    public void flushCache() {
        InternalProcessorContext<?, ?> current = requireContext();
        ProcessorNode<?, ?, ?, ?> previousNode = current.currentNode();
        ProcessorRecordContext previousRecord = current.recordContext();
        current.setCurrentNode(owner);
        current.setRecordContext(
                new ProcessorRecordContext(current.currentSystemTimeMs(), -1L, -1, null, new RecordHeaders()));
        try {
            writeChanged();
        } finally {
            current.setRecordContext(previousRecord);
            current.setCurrentNode(previousNode);
        }
        evict();
    }

    @Override
    public void clearCache() {
        forget();
    }

    @Override
    public void close() {
        forget();
        super.close();
    }

    private void writeChanged() {
        for (int from = 0; from < changed.size(); from += BATCH) {
            List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(BATCH);
            for (EntryTable.Entry<V> entry : changed.subList(from, Math.min(changed.size(), from + BATCH))) {
                if (listener != null) {
                    listener.onChanged(entry.key, entry.value);
                }
                batch.add(KeyValue.pair(entry.key, codec.encode(entry.value)));
                entry.dirty = false;
            }
            wrapped().putAll(batch);
        }
        changed.clear();
        if (listener != null) {
            listener.onCommit();
        }
    }

    /** Drops what was used in the fewest of the recent intervals between commits. */
    private void evict() {
        commits++;
        while (entries.size() > maxCached) {
            int[] surplus = {entries.size() - maxCached};
            entries.retain(entry -> {
                entry.heat >>= 1;
                return entry.heat > 0 || surplus[0]-- <= 0;
            });
        }
    }

    private void forget() {
        entries.clear();
        changed.clear();
    }

    private InternalProcessorContext<?, ?> requireContext() {
        if (context == null) {
            throw new IllegalStateException("store " + name() + " is not open");
        }
        return context;
    }
}
