package io.tillstream.benchmarks.plain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Leads each customer through funnel and cart, and sends on what counts: keys {@code hour|dimension|value|step}. */
final class CustomerRuns extends ContextualProcessor<String, ShopEvent, String, Long> {

    static final String STORE = "customer-runs";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    private @Nullable KeyValueStore<String, CustomerRun> runs;

    static StoreBuilder<KeyValueStore<String, CustomerRun>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), JsonSerde.of(CustomerRun.class))
                .withCachingEnabled();
    }

    @Override
    public void init(ProcessorContext<String, Long> context) {
        super.init(context);
        runs = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, ShopEvent> record) {
        KeyValueStore<String, CustomerRun> store = runs;
        if (store == null) {
            throw new IllegalStateException("not initialised");
        }
        CustomerRun known = store.get(record.key());
        CustomerRun run = known == null ? new CustomerRun() : known;
        run.take(record.value(), (step, at, device, channel, country) -> {
            String hour = HOUR.format(Instant.ofEpochMilli(at));
            count(hour + "|total|all|" + step, record);
            count(hour + "|device|" + device + "|" + step, record);
            count(hour + "|channel|" + channel + "|" + step, record);
            count(hour + "|country|" + country + "|" + step, record);
        });
        store.put(record.key(), run);
    }

    private void count(String cell, Record<String, ShopEvent> record) {
        context().forward(record.withKey(cell).withValue(1L));
    }
}
