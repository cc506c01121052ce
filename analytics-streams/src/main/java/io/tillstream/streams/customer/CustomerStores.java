package io.tillstream.streams.customer;

import io.tillstream.streams.identity.Journal;
import io.tillstream.streams.store.WriteBehindStore;
import io.tillstream.streams.store.WriteBehindStoreBuilder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the one pass. */
public final class CustomerStores {

    private CustomerStores() {}

    /** Customers by key of their events. */
    public static StoreBuilder<WriteBehindStore<CustomerState>> customers(Facets facets, int maxCached) {
        return new WriteBehindStoreBuilder<>(
                Stores.persistentKeyValueStore(UpdateCustomer.STORE), () -> new CustomerStateCodec(facets), maxCached);
    }

    /** The journals of visitors, and of customers whom visitors turned out to be. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> journals() {
        return Journal.storeBuilder();
    }

    /** Which events of the shop were delivered. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> shopDeliveries() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ShopDeliveries.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The virtual time of the partition. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> partitionTime() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(VirtualTime.STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
