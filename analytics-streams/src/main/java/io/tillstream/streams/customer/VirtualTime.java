package io.tillstream.streams.customer;

import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The time of a partition: that of its events, moved on by the wall clock while no newer event comes. It never goes back.
 *
 * <p>A live shop's virtual time is the wall clock's. History that is replayed in a minute passes its own months, and stands still no longer than the stream
 * does. An event that claims to come from the future counts as of its arrival, so that one wrong clock does not time out everybody's carts.
 */
final class VirtualTime {

    /** Name of the store that keeps it. */
    static final String STORE = "partition-time";

    private static final String KEY = "time";

    private final KeyValueStore<String, byte[]> store;
    private long newestEventAt = Long.MIN_VALUE;
    private long lead;
    private boolean changed;

    VirtualTime(KeyValueStore<String, byte[]> store) {
        this.store = store;
        byte[] saved = store.get(KEY);
        if (saved != null) {
            ByteBuffer buffer = ByteBuffer.wrap(saved);
            newestEventAt = buffer.getLong();
            lead = buffer.getLong();
        }
    }

    /** Notes an event of the partition. */
    void note(long eventAt, long receivedAt) {
        long credible = Math.min(eventAt, receivedAt);
        long itsLead = credible - receivedAt;
        if (newestEventAt == Long.MIN_VALUE || itsLead > lead) {
            lead = itsLead;
            changed = true;
        }
        if (credible > newestEventAt) {
            newestEventAt = credible;
            changed = true;
        }
    }

    /** Newest event time seen, {@link Long#MIN_VALUE} before any. */
    long newestEventAt() {
        return newestEventAt;
    }

    /** Event time at a moment of the wall clock; {@link Long#MIN_VALUE} before any event. */
    long at(long wallClockMillis) {
        return newestEventAt == Long.MIN_VALUE ? Long.MIN_VALUE : wallClockMillis + lead;
    }

    /** Keeps it for the next run of the task. */
    void save() {
        if (changed) {
            store.put(
                    KEY,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(newestEventAt)
                            .putLong(lead)
                            .array());
            changed = false;
        }
    }
}
