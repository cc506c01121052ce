package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which events of the shop, that are no customer's, were delivered in the last 7 days of delivery, so that each counts once. A row of 12 bytes for each, removed
 * when its day is over.
 */
final class ShopDeliveries {

    /** Name of the store. */
    static final String STORE = "shop-deliveries";

    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;
    private long newestDay = Long.MIN_VALUE;

    ShopDeliveries(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Notes an event; false when it was delivered before. */
    boolean add(CommerceEvent event, long deliveredAtMillis) {
        int today = (int) Math.max(0, Math.floorDiv(deliveredAtMillis, MILLIS_PER_DAY));
        long hash = Hashes.of(event.key() + "\n" + event.envelope().eventId());
        forgetBefore(today - DeliveredIds.WINDOW_DAYS, today);
        for (int day = today; day >= Math.max(0, today - DeliveredIds.WINDOW_DAYS); day--) {
            if (store.get(row(day, hash)) != null) {
                return false;
            }
        }
        store.put(row(today, hash), NOTHING);
        return true;
    }

    private void forgetBefore(int firstKept, int today) {
        if (today <= newestDay || firstKept <= 0) {
            return;
        }
        newestDay = today;
        try (KeyValueIterator<Bytes, byte[]> old = store.range(row(0, 0), row(firstKept - 1, -1))) {
            while (old.hasNext()) {
                KeyValue<Bytes, byte[]> next = old.next();
                store.delete(next.key);
            }
        }
    }

    /** Rows sort by day; hashes sort as unsigned numbers, so that −1 is the last of a day. */
    private static Bytes row(int day, long hash) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(day)
                .putLong(hash)
                .array());
    }
}
