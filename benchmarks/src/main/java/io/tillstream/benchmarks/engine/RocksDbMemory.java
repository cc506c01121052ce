package io.tillstream.benchmarks.engine;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What RocksDB says that it uses. */
final class RocksDbMemory {

    /** Name of the figure: blocks and write buffers in the cache that all stores share. */
    static final String CACHE = "rocksdb_cache_bytes";
    /** Name of the figure: what table readers hold outside of the cache. */
    static final String READERS = "rocksdb_table_reader_bytes";

    private RocksDbMemory() {}

    /** Reads the figures from the metrics of a Kafka Streams instance. */
    static Map<String, Long> of(Map<MetricName, ? extends Metric> metrics) {
        long cache = 0;
        long readers = 0;
        for (Metric metric : metrics.values()) {
            switch (metric.metricName().name()) {
                // every store reports the cache as a whole
                case "block-cache-usage" -> cache = Math.max(cache, value(metric));
                case "estimate-table-readers-mem" -> readers += value(metric);
                default -> {}
            }
        }
        return Map.of(CACHE, cache, READERS, readers);
    }

    private static long value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.longValue() : 0;
    }
}
