package io.tillstream.streams.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds {@link WriteBehindStore}s over a changelogged, uncached store of bytes.
 *
 * @param <V> live form of the values
 */
public final class WriteBehindStoreBuilder<V> implements StoreBuilder<WriteBehindStore<V>> {

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final Supplier<ValueCodec<V>> codec;
    private final int maxCached;

    /**
     * @param supplier the store of bytes beneath
     * @param codec a codec for each store instance, so that codecs may keep buffers
     * @param maxCached values kept in memory per task after a commit
     */
    public WriteBehindStoreBuilder(KeyValueBytesStoreSupplier supplier, Supplier<ValueCodec<V>> codec, int maxCached) {
        this.inner = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
        this.codec = codec;
        this.maxCached = maxCached;
    }

    @Override
    public WriteBehindStore<V> build() {
        return new WriteBehindStore<>(inner.build(), codec.get(), maxCached);
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withCachingEnabled() {
        throw new UnsupportedOperationException("it is a cache");
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withCachingDisabled() {
        // asked for all stores when the cache of Kafka Streams has no memory; this one does not use it
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withLoggingDisabled() {
        throw new UnsupportedOperationException("state without a changelog would not survive its machine");
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
