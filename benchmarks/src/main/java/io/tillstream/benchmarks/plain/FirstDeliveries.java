package io.tillstream.benchmarks.plain;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** Lets an event id pass once in 7 days: a window store of ids, the recipe of Kafka's own tutorials. */
final class FirstDeliveries extends ContextualFixedKeyProcessor<String, ShopEvent, ShopEvent> {

    static final String STORE = "delivered-ids";

    private static final Duration KEPT = Duration.ofDays(7);

    private @Nullable WindowStore<String, Long> delivered;

    static StoreBuilder<WindowStore<String, Long>> store() {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(STORE, KEPT, KEPT, false), Serdes.String(), Serdes.Long());
    }

    @Override
    public void init(FixedKeyProcessorContext<String, ShopEvent> context) {
        super.init(context);
        delivered = context.getStateStore(STORE);
    }

    @Override
    public void process(FixedKeyRecord<String, ShopEvent> record) {
        WindowStore<String, Long> store = delivered;
        if (store == null) {
            throw new IllegalStateException("not initialised");
        }
        String id = record.value().eventId();
        Instant at = Instant.ofEpochMilli(record.timestamp());
        try (WindowStoreIterator<Long> before = store.fetch(id, at.minus(KEPT), at)) {
            if (before.hasNext()) {
                return;
            }
        }
        store.put(id, record.timestamp(), record.timestamp());
        context().forward(record);
    }
}
