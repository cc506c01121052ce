package io.tillstream.streams.runtime;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One cache for the blocks and write buffers of all stores of the process, so that memory does not grow with the number of stores.
 *
 * <p>Kafka Streams makes an instance of this class per store by name, and gives it nothing but its settings; the shared cache therefore has to be
 * process-wide. It is made once, by the first store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    static final String MEMORY_CONFIG = "tillstream.rocksdb.memory.bytes";

    private static final class Shared {
        private final Cache cache;
        private final WriteBufferManager buffers;

        Shared(long bytes) {
            cache = new LRUCache(bytes);
            buffers = new WriteBufferManager(bytes / 2, cache);
        }
    }

    private static final AtomicReference<Shared> SHARED = new AtomicReference<>();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared shared = shared(Long.parseLong(String.valueOf(configs.getOrDefault(MEMORY_CONFIG, "134217728"))));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(new BloomFilter(10, false));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.buffers);
        options.setWriteBufferSize(16L << 20);
        options.setMaxWriteBufferNumber(2);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static Shared shared(long bytes) {
        return SHARED.updateAndGet(shared -> shared == null ? new Shared(bytes) : shared);
    }

    @Override
    public void close(String storeName, Options options) {
        // cache and buffers are shared by all stores and live as long as the process
    }
}
