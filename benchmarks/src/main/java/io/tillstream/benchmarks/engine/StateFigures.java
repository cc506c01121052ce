package io.tillstream.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Figures about the state of the product, from the details of a measurement. */
final class StateFigures {

    /** Detail: customers and anonymous visitors in the state. */
    static final String CUSTOMERS = "state_customers";
    /** Detail: keys and values of all customers, as stored, before compression. */
    static final String STATE_BYTES = "state_bytes";
    /** Detail: all that was written to the changelog of customers, before compression. */
    static final String CUSTOMER_CHANGELOG = "customer_changelog_bytes";
    /** Detail: all that was written to the changelog of cells, before compression. */
    static final String CELL_CHANGELOG = "cell_changelog_bytes";
    /** Detail: records on the internal topic of cell deltas. */
    static final String REPARTITION_RECORDS = "repartition_records";

    private StateFigures() {}

    /** The figures of a measurement of the product. */
    static Map<String, Double> of(Measurement product) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("state_bytes_per_customer", detail(product, STATE_BYTES) / detail(product, CUSTOMERS));
        figures.put(CUSTOMER_CHANGELOG, detail(product, CUSTOMER_CHANGELOG));
        figures.put(CELL_CHANGELOG, detail(product, CELL_CHANGELOG));
        figures.put("repartition_records_ratio", detail(product, REPARTITION_RECORDS) / product.events());
        figures.put(
                "rocksdb_memory_bytes", detail(product, RocksDbMemory.CACHE) + detail(product, RocksDbMemory.READERS));
        return figures;
    }

    private static double detail(Measurement product, String name) {
        Long value = product.details().get(name);
        if (value == null) {
            throw new IllegalStateException("there is no " + name + " in " + product);
        }
        return value;
    }
}
