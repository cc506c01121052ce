package io.tillstream.streams.runtime;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** Fills the stores of a topology, beneath whatever wraps them, before its processors begin: what a restore from changelogs does. */
public final class RestoringWrapper implements ProcessorWrapper {

    private static final String CONTENT = "test.restored.content";
    private static final Map<String, List<String>> STORES_OF = Map.of(
            "update-customer", List.of("customer-state", "partition-time", "identity-journal", "shop-deliveries"),
            "combine-cells", List.of("cells"),
            "merge-quantiles", List.of("quantile-summaries"));

    private Map<String, Map<Bytes, byte[]>> content = Map.of();

    /** Lets the topology that is built with these properties begin with the given stores. */
    static void install(Properties properties, Map<String, Map<Bytes, byte[]>> content) {
        properties.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, RestoringWrapper.class.getName());
        properties.put(CONTENT, content);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs) {
        Object given = configs.get(CONTENT);
        content = given == null ? Map.of() : (Map<String, Map<Bytes, byte[]>>) given;
    }

    @Override
    public <A, B, C, D> WrappedProcessorSupplier<A, B, C, D> wrapProcessorSupplier(
            String name, ProcessorSupplier<A, B, C, D> supplier) {
        return ProcessorWrapper.asWrapped(
                () -> new Restoring<>(supplier.get(), STORES_OF.getOrDefault(name, List.of())));
    }

    @Override
    public <A, B, C> WrappedFixedKeyProcessorSupplier<A, B, C> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<A, B, C> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }

    private final class Restoring<A, B, C, D> implements Processor<A, B, C, D> {

        private final Processor<A, B, C, D> processor;
        private final List<String> stores;

        Restoring(Processor<A, B, C, D> processor, List<String> stores) {
            this.processor = processor;
            this.stores = stores;
        }

        @Override
        public void init(ProcessorContext<C, D> context) {
            for (String name : stores) {
                KeyValueStore<Bytes, byte[]> bytes = innermost(context.getStateStore(name));
                content.getOrDefault(name, Map.of()).forEach(bytes::put);
            }
            processor.init(context);
        }

        @Override
        public void process(Record<A, B> record) {
            processor.process(record);
        }

        @Override
        public void close() {
            processor.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> innermost(StateStore store) {
        StateStore inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapper) {
            inner = wrapper.wrapped();
        }
        return (KeyValueStore<Bytes, byte[]>) inner;
    }
}
